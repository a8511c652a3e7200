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
  fflate: `
    export { unzipSync } from "fflate";
  `,
  "highlight.js": `
    export { default as highlighter } from "highlight.js/lib/core";
    export { default as bash } from "highlight.js/lib/languages/bash";
    export { default as c } from "highlight.js/lib/languages/c";
    export { default as cpp } from "highlight.js/lib/languages/cpp";
    export { default as csharp } from "highlight.js/lib/languages/csharp";
    export { default as css } from "highlight.js/lib/languages/css";
    export { default as diff } from "highlight.js/lib/languages/diff";
    export { default as dockerfile } from "highlight.js/lib/languages/dockerfile";
    export { default as go } from "highlight.js/lib/languages/go";
    export { default as ini } from "highlight.js/lib/languages/ini";
    export { default as java } from "highlight.js/lib/languages/java";
    export { default as javascript } from "highlight.js/lib/languages/javascript";
    export { default as json } from "highlight.js/lib/languages/json";
    export { default as kotlin } from "highlight.js/lib/languages/kotlin";
    export { default as lua } from "highlight.js/lib/languages/lua";
    export { default as makefile } from "highlight.js/lib/languages/makefile";
    export { default as markdown } from "highlight.js/lib/languages/markdown";
    export { default as nginx } from "highlight.js/lib/languages/nginx";
    export { default as php } from "highlight.js/lib/languages/php";
    export { default as plaintext } from "highlight.js/lib/languages/plaintext";
    export { default as powershell } from "highlight.js/lib/languages/powershell";
    export { default as python } from "highlight.js/lib/languages/python";
    export { default as ruby } from "highlight.js/lib/languages/ruby";
    export { default as rust } from "highlight.js/lib/languages/rust";
    export { default as shell } from "highlight.js/lib/languages/shell";
    export { default as sql } from "highlight.js/lib/languages/sql";
    export { default as swift } from "highlight.js/lib/languages/swift";
    export { default as typescript } from "highlight.js/lib/languages/typescript";
    export { default as xml } from "highlight.js/lib/languages/xml";
    export { default as yaml } from "highlight.js/lib/languages/yaml";
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
  "markdown-it": `
    export { default as MarkdownIt } from "markdown-it";
  `,
};

await mkdir(`${VENDOR}/licenses`, { recursive: true });
for (const [name, contents] of Object.entries(MODULES)) {
  const file = `${VENDOR}/${name.replace(/\.js$/, "")}`;
  await build({
    stdin: { contents, resolveDir: "." },
    bundle: true,
    format: "esm",
    legalComments: "inline",
    minify: true,
    outfile: `${file}.js`,
    target: "es2022",
  });
  // The type checker reads the same exports from the package itself.
  await writeFile(`${file}.d.ts`, contents.replace(/^\s+/gm, ""));
  await copyFile(`node_modules/${name}/LICENSE`, `${VENDOR}/licenses/${name}.txt`);
}
