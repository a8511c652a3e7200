// @ts-check

/**
 * Have the person choose files.
 * @param {string} accept media types; empty for any
 * @param {(files: File[]) => void} chosen
 */
export function chooseFiles(accept, chosen) {
  ask({ accept, multiple: "" }, chosen);
}

/**
 * Have the person take a photo, by the camera at the back of the phone.
 * @param {(files: File[]) => void} taken
 */
export function takePhoto(taken) {
  ask({ accept: "image/*", capture: "environment" }, taken);
}

/**
 * @param {Record<string, string>} wish attributes of the field: not every browser has properties for
 *   all of them
 * @param {(files: File[]) => void} chosen
 */
function ask(wish, chosen) {
  const field = document.createElement("input");
  const attributes = { type: "file", class: "unseen", "aria-hidden": "true", ...wish };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
  const done = () => field.remove();
  field.addEventListener("change", () => {
    chosen([...(field.files ?? [])]);
    done();
  });
  field.addEventListener("cancel", done);
  document.body.append(field); // Some browsers forget a field that is not in the page.
  field.click();
}
