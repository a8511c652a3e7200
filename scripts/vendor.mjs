// Makes each third-party package of the browser one ES module in static/vendor, with the licences of
// all that went into it beside it.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
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
    export { guard } from "lit/directives/guard.js";
    export { repeat } from "lit/directives/repeat.js";
  `,
  "markdown-it": `
    export { default as MarkdownIt } from "markdown-it";
  `,
  "tus-js-client": `
    export { DetailedError, Upload } from "tus-js-client";
  `,
};

/** @returns {string[]} the packages that esbuild has read, that of the module first */
function packagesIn({ inputs }, first) {
  const found = Object.keys(inputs).flatMap(
    (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  );
  return [...new Set([first, ...found.sort()])];
}

/** @returns {Promise<string>} the licence of a package */
async function licenceOf(name) {
  const folder = `node_modules/${name}`;
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  return await readFile(`${folder}/${file}`, "utf8");
}

/** @returns {Promise<string>} the licences of packages; one alone as it stands */
async function licencesOf([first, ...others]) {
  const parts = [await licenceOf(first)];
  for (const name of others) parts.push(`\n${name}\n\n${await licenceOf(name)}`);
  return parts.join("");
}

await mkdir(`${VENDOR}/licenses`, { recursive: true });
for (const [name, contents] of Object.entries(MODULES)) {
  const file = `${VENDOR}/${name.replace(/\.js$/, "")}`;
  const { metafile } = await build({
    stdin: { contents, resolveDir: "." },
    bundle: true,
    format: "esm",
    legalComments: "inline",
    metafile: true,
    minify: true,
    outfile: `${file}.js`,
    target: "es2022",
  });
  // The type checker reads the same exports from the package itself.
  await writeFile(`${file}.d.ts`, contents.replace(/^\s+/gm, ""));
  const licences = await licencesOf(packagesIn(metafile, name));
  await writeFile(`${VENDOR}/licenses/${name}.txt`, licences);
}
