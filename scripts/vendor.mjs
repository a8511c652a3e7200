// Makes each third-party package of the browser one ES module in static/vendor, licence beside it.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const VENDOR = "static/vendor";
const MODULES = {
  cropperjs: `
    export {
      CropperCanvas, CropperHandle, CropperImage, CropperSelection, CropperViewer,
    } from "cropperjs";
  `,
  idb: `
    export { openDB } from "idb";
  `,
  lit: `
    export * from "lit";
    export { classMap } from "lit/directives/class-map.js";
    export { ifDefined } from "lit/directives/if-defined.js";
    export { createRef, ref } from "lit/directives/ref.js";
    export { repeat } from "lit/directives/repeat.js";
    export { styleMap } from "lit/directives/style-map.js";
  `,
};

await mkdir(`${VENDOR}/licenses`, { recursive: true });
for (const [name, contents] of Object.entries(MODULES)) {
  await build({
    stdin: { contents, resolveDir: "." },
    bundle: true,
    format: "esm",
    legalComments: "inline",
    minify: true,
    outfile: `${VENDOR}/${name}.js`,
    target: "es2022",
  });
  // The type checker reads the same exports from the package itself.
  await writeFile(`${VENDOR}/${name}.d.ts`, contents.replace(/^\s+/gm, ""));
  await copyFile(`node_modules/${name}/LICENSE`, `${VENDOR}/licenses/${name}.txt`);
}
