// @ts-check

/**
 * Have the person choose files; on a phone the camera is one of the ways to pictures.
 * @param {string} accept media types; empty for any
 * @param {(files: File[]) => void} chosen
 */
export function chooseFiles(accept, chosen) {
  const field = document.createElement("input");
  Object.assign(field, { type: "file", multiple: true, accept, className: "unseen" });
  field.setAttribute("aria-hidden", "true");
  const done = () => field.remove();
  field.addEventListener("change", () => {
    chosen([...(field.files ?? [])]);
    done();
  });
  field.addEventListener("cancel", done);
  document.body.append(field); // Some browsers forget a field that is not in the page.
  field.click();
}
