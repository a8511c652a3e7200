import assert from "node:assert/strict";
import { test } from "node:test";
import { albumsOf } from "../../../static/js/models/albums.js";

const picked = (kind, count) => Array.from({ length: count }, (_, at) => ({ kind, at }));

test("pictures and videos go in albums of ten, then the other files in tens", () => {
  const files = [...picked("file", 12), ...picked("photo", 9), ...picked("video", 3)];
  const albums = albumsOf(files);

  assert.deepEqual(
    albums.map(({ length }) => length),
    [10, 2, 10, 2],
  );
  assert.deepEqual(albums[0].map(({ kind, at }) => [kind, at]).slice(7), [
    ["photo", 7],
    ["photo", 8],
    ["video", 0],
  ]);
  assert(albums.slice(2).every((album) => album.every(({ kind }) => kind === "file")));
  assert.deepEqual(albumsOf([]), []);
});
