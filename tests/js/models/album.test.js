import assert from "node:assert/strict";
import { test } from "node:test";
import { layAlbum } from "../../../static/js/models/album.js";

const shape = (width, height) => ({ width, height });
const LANDSCAPE = shape(1600, 1067);
const PORTRAIT = shape(1067, 1600);

const near = (a, b) => Math.abs(a - b) < 1e-6;

/** Whether tiles fill their grid without a hole: they overlap nowhere and cover all of it. */
function fills(tiles) {
  const inside = tiles.every(
    ({ left, top, width, height }) =>
      left > -1e-6 && top > -1e-6 && left + width < 1 + 1e-6 && top + height < 1 + 1e-6,
  );
  const apart = tiles.every((a, at) =>
    tiles
      .slice(at + 1)
      .every(
        (b) =>
          a.left + a.width < b.left + 1e-6 ||
          b.left + b.width < a.left + 1e-6 ||
          a.top + a.height < b.top + 1e-6 ||
          b.top + b.height < a.top + 1e-6,
      ),
  );
  const area = tiles.reduce((sum, { width, height }) => sum + width * height, 0);
  return inside && apart && near(area, 1);
}

test("one picture keeps its shape in a box of at most 420 px", () => {
  assert.deepEqual(layAlbum([LANDSCAPE], false), {
    width: 420,
    ratio: 1600 / 1067,
    tiles: [{ left: 0, top: 0, width: 1, height: 1 }],
  });
  assert.equal(layAlbum([PORTRAIT], false).width, 280);
});

test("what is very long, very high or very small is cut, so that the time and words have room", () => {
  assert.equal(layAlbum([shape(3000, 100)], false).ratio, 3);
  assert.deepEqual(layAlbum([shape(100, 3000)], false).width, 120);
  assert.equal(layAlbum([shape(300, 1600)], false).ratio, 0.5);
  const captioned = layAlbum([shape(300, 1600)], true);
  assert.deepEqual([captioned.width, captioned.ratio], [240, 240 / 420]);
  assert.equal(layAlbum([shape(90, 60)], false).width, 120);
});

test("a picture whose size nobody knows is a square", () => {
  assert.deepEqual(
    [layAlbum([shape(null, null)], false)].map(({ width, ratio }) => [width, ratio]),
    [[420, 1]],
  );
});

test("two to ten pictures of any shape fill one grid of a good height", () => {
  const shapes = [LANDSCAPE, PORTRAIT, shape(1000, 1000), shape(1600, 400), shape(400, 1600)];
  for (let count = 2; count <= 10; count += 1) {
    for (let first = 0; first < shapes.length; first += 1) {
      const some = Array.from({ length: count }, (_, at) => shapes[(first + at) % shapes.length]);
      const { tiles, ratio, width } = layAlbum(some, false);
      assert.equal(tiles.length, count);
      assert.equal(width, 420);
      assert.ok(fills(tiles), `${count} from ${first}`);
      assert.ok(ratio >= 1 / 1.36 && ratio <= 3, `${count} from ${first}: ${ratio}`);
    }
  }
});

test("pictures stand in their order, row by row", () => {
  const { tiles } = layAlbum(Array(7).fill(LANDSCAPE), false);
  const order = [...tiles].sort((a, b) => (near(a.top, b.top) ? a.left - b.left : a.top - b.top));
  assert.deepEqual(order, tiles);
});

test("beside a high first picture the others stand in a column", () => {
  const { tiles } = layAlbum([PORTRAIT, shape(900, 1600), shape(1000, 1400)], false);
  assert.deepEqual([tiles[0].left, tiles[0].top, tiles[0].height], [0, 0, 1]);
  assert.ok(near(tiles[1].left, tiles[0].width) && near(tiles[2].left, tiles[0].width));
});

test("the same pictures always stand alike", () => {
  const some = [LANDSCAPE, PORTRAIT, PORTRAIT, LANDSCAPE, shape(500, 500)];
  assert.deepEqual(layAlbum(some, false), layAlbum([...some], false));
});
