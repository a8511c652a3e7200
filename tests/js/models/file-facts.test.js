import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import {
  kindOfFile,
  partsOfName,
  plainName,
  sizeWords,
} from "../../../static/js/models/file-facts.js";
import { useTexts } from "../../../static/js/texts.js";

afterEach(() => useTexts("en", {}));

test("a file is known by the ending of its name, else by its type", () => {
  const kinds = [
    ["plan.PDF", "application/pdf"],
    ["a.tar.gz", "application/gzip"],
    ["table", "text/csv"],
    ["sound", "audio/ogg"],
    ["thing.xyz", "application/octet-stream"],
  ].map(([name, mime]) => kindOfFile({ name, mime }));
  assert.deepEqual(kinds, ["pdf", "archive", "text", "music", "other"]);
});

test("of a long name the end is never cut", () => {
  assert.deepEqual(partsOfName("short.txt"), { head: "short.txt", tail: "" });
  const { head, tail } = partsOfName("The yearly plans of the company 2026.docx");
  assert.equal(head + tail, "The yearly plans of the company 2026.docx");
  assert.ok(tail.endsWith("026.docx"));
});

test("a name cannot be written backwards", () => {
  assert.equal(plainName("photo\u202egnp.exe"), "photognp.exe");
});

test("a size is said in the units and the language of the reader", () => {
  assert.deepEqual([812, 45_000, 2_345_678, 98_000_000].map(sizeWords), [
    "812 bytes",
    "45 kB",
    "2.3 MB",
    "98 MB",
  ]);
  useTexts("ru", {});
  assert.deepEqual(
    [812, 2_345_678].map(sizeWords).map((each) => each.replace(/\s/u, " ")),
    ["812 байт", "2,3 МБ"],
  );
});
