// Writes into docs/MARKDOWN.md how the examples of the CommonMark specification are drawn.
import { readFile, writeFile } from "node:fs/promises";
import { chapter } from "../tests/js/markdown/conformance.js";

const PAGE = "docs/MARKDOWN.md";
const page = await readFile(PAGE, "utf8");
const [before, rest] = page.split("<!-- examples -->\n");
const [, after] = rest.split("<!-- /examples -->");
await writeFile(PAGE, `${before}<!-- examples -->\n${chapter()}\n<!-- /examples -->${after}`);
