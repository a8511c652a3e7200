// @ts-check
// The React halves of messenger/ui/pieces.py. Dash needs them when it draws the page, before any
// module has run; a custom element comes to life when its module arrives.
(() => {
  const page = /** @type {any} */ (window);
  const PUSHED = "_dashprivate_pushstate"; // So Dash calls a step without a new document.

  /** @typedef {{setProps: (facts: object) => void}} Told */

  function Store() {
    return null;
  }

  /** @param {Told & {href?: string}} props */
  function Location({ setProps, href }) {
    const { useLayoutEffect, useRef } = page.React;
    const told = useRef(/** @type {Record<string, string>} */ ({}));
    useLayoutEffect(() => {
      const tell = () => {
        const { pathname, search, hash, href: whole } = location;
        const now = { pathname, search, hash, href: whole };
        // Only what is new: a callback runs for whatever it is told of.
        const fresh = Object.entries(now).filter(([name, value]) => told.current[name] !== value);
        told.current = now;
        if (fresh.length > 0) setProps(Object.fromEntries(fresh));
      };
      tell();
      addEventListener("popstate", tell);
      addEventListener(PUSHED, tell);
      return () => {
        removeEventListener("popstate", tell);
        removeEventListener(PUSHED, tell);
      };
    }, []);
    useLayoutEffect(() => {
      if (href && href !== told.current.href) location.assign(href);
    }, [href]);
    return null;
  }

  /** @param {Told & {interval?: number, disabled?: boolean, n_intervals?: number}} props */
  function Ticker({ setProps, interval = 1000, disabled = false, n_intervals: turn = 0 }) {
    const { useEffect } = page.React;
    useEffect(() => {
      if (disabled) return undefined;
      const timer = setTimeout(() => setProps({ n_intervals: turn + 1 }), interval);
      return () => clearTimeout(timer);
    }, [disabled, interval, turn]);
    return null;
  }

  /** @param {{href: string, current?: boolean, children?: unknown}} props */
  function PageLink({ href, current, children }) {
    /** @param {MouseEvent} event */
    const go = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      history.pushState({}, "", href);
      dispatchEvent(new CustomEvent(PUSHED));
      scrollTo(0, 0);
    };
    return page.React.createElement(
      "a",
      { href, onClick: go, "aria-current": current ? "page" : undefined },
      children,
    );
  }

  /** @param {{place: string, children?: unknown}} props */
  function Within({ place, children }) {
    const found = document.querySelector(place);
    return found && page.ReactDOM.createPortal(children, found);
  }

  function SettingsForm() {
    return page.React.createElement("settings-form");
  }

  /** @param {{store: string}} props */
  function NewGroupPhoto({ store }) {
    return page.React.createElement("new-group-photo", { store });
  }

  function FolderEditor() {
    return page.React.createElement("folder-editor");
  }

  /** @param {{at: string}} props */
  function LocalTime({ at }) {
    return page.React.createElement("local-time", { at });
  }

  /** @param {{user_id: string, name: string, avatar?: string}} props */
  function OwnPhoto({ user_id: person, name, avatar }) {
    return page.React.createElement("own-photo", { person, name, avatar });
  }

  /** @param {{of: string}} props */
  function DeskCount({ of }) {
    return page.React.createElement("desk-count", { of });
  }

  page.messenger = {
    Store,
    Location,
    Ticker,
    PageLink,
    Within,
    SettingsForm,
    FolderEditor,
    NewGroupPhoto,
    LocalTime,
    OwnPhoto,
    DeskCount,
  };
})();
