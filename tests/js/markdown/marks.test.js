import assert from "node:assert/strict";
import { test } from "node:test";
import { change, linked } from "../../../static/js/models/markdown/marks.js";

/** What becomes of a text in which `<` and `>` stand around what is marked; so does the answer. */
function made(text, kind, address) {
  const start = text.indexOf("<");
  const end = text.indexOf(">") - 1;
  const bare = text.replace(/[<>]/g, "");
  const { from, to, words, marked } =
    kind === "address" ? linked(bare, start, end, address) : change(bare, start, end, kind);
  const after = bare.slice(0, from) + words + bare.slice(to);
  return `${after.slice(0, marked[0])}<${after.slice(...marked)}>${after.slice(marked[1])}`;
}

test("marks are put around words, and not around space", () => {
  assert.equal(made("a <b c> d", "bold"), "a **<b c>** d");
  assert.equal(made("a< b >c", "strike"), "a ~~<b>~~ c");
  assert.equal(made("<b>", "italic"), "_<b>_");
  assert.equal(made("w<or>d", "italic"), "w*<or>*d");
  assert.equal(made("<a`b>", "code"), "``<a`b>``");
  assert.equal(made("<b>", "spoiler"), "||<b>||");
  assert.equal(made("<a\n\nb>", "bold"), "**<a**\n\n**b>**");
  assert.equal(made("a <> b", "bold"), "a **<>** b");
});

test("and taken away where they are, whether marked themselves or not", () => {
  for (const kind of ["bold", "italic", "strike", "code", "spoiler"]) {
    const on = made("a <b> c", kind);
    assert.equal(made(on, kind), "a <b> c", kind);
    assert.equal(made(`a <${on.replace(/[<>]/g, "").slice(2, -2)}> c`, kind), "a <b> c", kind);
  }
  assert.equal(made("**<b>**", "italic"), "**_<b>_**");
  assert.equal(made("***<b>***", "bold"), "*<b>*");
});

test("a link leads to what is typed, or to what was pasted", () => {
  assert.equal(made("a <b> c", "link"), "a [b](<https://>) c");
  assert.equal(made("a <b> c", "address", "https://e.test"), "a [b](https://e.test)<> c");
});

test("quotes, lists and blocks of code are made of whole lines, and undone", () => {
  assert.equal(made("a\nb<b\nc>c\nd", "quote"), "a\n<> bb\n> cc>\nd");
  assert.equal(made("a\n<- b\n- c>\nd", "list"), "a\n<b\nc>\nd");
  assert.equal(made("a\n<b\nc>\nd", "block"), "a\n```\n<b\nc>\n```\nd");
  assert.equal(made("a\n```\n<b\nc>\n```\nd", "block"), "a\n<b\nc>\nd");
});
