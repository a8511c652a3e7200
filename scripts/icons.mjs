// Writes the subset of the Tabler icons that the code names; with --check it only tells what is
// stale. Any "tabler:NAME" counts, and in JavaScript also icon("NAME"), with several names where
// the brackets hold a choice, and icons.NAME or icons["NAME"]. What none but modules ask for that
// import late-icon.js is written apart, and comes with the first of these.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const GENERATED = {
  elements: "static/js/icons.js",
  late: "static/js/icons-late.js",
  pages: "static/js/icons-preload.js",
};
const tabler = JSON.parse(readFileSync("node_modules/@iconify-json/tabler/icons.json", "utf8"));

/** @returns {string[]} the text of every file of the folder with this ending */
function sources(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => path.endsWith(ending) && !Object.values(GENERATED).includes(path))
    .map((path) => readFileSync(path, "utf8"));
}

/** @returns {string[]} what the expression's first group finds */
const found = (text, expression) => [...text.matchAll(expression)].map((match) => match[1]);

/** @returns {Record<string, {body: string}>} the drawings, in order of their names */
function drawings(names) {
  const entries = [...new Set(names)].sort().map((name) => {
    const drawing = tabler.icons[name] ?? tabler.icons[tabler.aliases?.[name]?.parent];
    if (!drawing) {
      throw new Error(`There is no Tabler icon "${name}".`);
    }
    return [name, { body: drawing.body }];
  });
  return Object.fromEntries(entries);
}

/** @returns {string[]} the names that a text of JavaScript asks for */
function namesIn(text) {
  const calls = found(text, /\bicon\(([^)]*)\)/g).flatMap((inside) => found(inside, /"([^"]+)"/g));
  return [
    ...calls,
    ...found(text, /\btabler:([a-z0-9-]+)/g),
    ...found(text, /\bicons\.(?!js\b)([a-z]\w*)/g),
    ...found(text, /\bicons\["([^"]+)"\]/g),
  ];
}

/** @returns {string} the entries of an object of drawings */
function entries(names) {
  return Object.entries(drawings(names))
    .map(([name, { body }]) => `  ${JSON.stringify(name)}: ${JSON.stringify(body)},\n`)
    .join("");
}

/** @returns {{elements: string, late: string}} */
function elementIcons() {
  const texts = sources("static/js", ".js");
  const isLate = (text) => text.includes("/late-icon.js");
  const early = new Set(texts.filter((text) => !isLate(text)).flatMap(namesIn));
  const late = texts
    .filter(isLate)
    .flatMap(namesIn)
    .filter((name) => !early.has(name));
  const type = '/** @type {Record<string, string>} what stands inside <svg viewBox="0 0 24 24"> */';
  const begin = "// Made by `make icons`.\n";
  return {
    elements: `${begin}${type}\nexport const icons = {\n${entries(early)}};\n`,
    late: `${begin}import { icons } from "./icons.js";\n\nObject.assign(icons, {\n${entries(late)}});\n`,
  };
}

function pageIcons() {
  const names = found(sources("messenger/ui", ".py").join("\n"), /\btabler:([a-z0-9-]+)/g);
  const set = { prefix: "tabler", width: 24, height: 24, icons: drawings(names) };
  return [
    "// Made by `make icons`; read by dash-iconify, which then asks nobody.",
    `Object.assign(window, { IconifyPreload: [${JSON.stringify(set)}] });\n`,
  ].join("\n");
}

const { elements, late } = elementIcons();
const wanted = {
  [GENERATED.elements]: elements,
  [GENERATED.late]: late,
  [GENERATED.pages]: pageIcons(),
};
for (const [path, text] of Object.entries(wanted)) {
  if (!process.argv.includes("--check")) {
    writeFileSync(path, text);
  } else if (readFileSync(path, "utf8") !== text) {
    console.error(`${path} does not fit the code: run \`make icons\`.`);
    process.exitCode = 1;
  }
}
