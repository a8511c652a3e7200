import assert from "node:assert/strict";
import { test } from "node:test";
import { hold, scaleOf, scalesFor, turn, zoom } from "../../static/js/crop-frame.js";

const FRAME = { x: 20, y: 20, side: 360 };
const PICTURES = [
  { width: 4000, height: 3000 },
  { width: 300, height: 900 },
  { width: 17, height: 17 },
];
const WISHES = [
  [1, 0, 0, 1, 0, 0],
  [0.01, 0, 0, 0.01, 5000, -5000],
  [0, 3, -3, 0, -900, 40],
  [-0.2, 0, 0, -0.2, 1e6, 1e6],
  [0, 0, 0, 0, 0, 0],
];

/** The frame's corners as parts of the picture, 0 to 1 where they lie inside. */
function cornersIn([a, b, c, d, e, f], { width, height }) {
  const { x, y, side } = FRAME;
  return [0, 1, 2, 3].flatMap((corner) => {
    const dx = x + (corner % 2) * side - width / 2 - e;
    const dy = y + (corner >> 1) * side - height / 2 - f;
    const det = a * d - b * c;
    return [(d * dx - c * dy) / det / width + 0.5, (a * dy - b * dx) / det / height + 0.5];
  });
}

const rounded = (matrix) => matrix.map((part) => Math.round(part * 1e6) / 1e6 + 0);

for (const picture of PICTURES) {
  test(`a frame lies inside a picture of ${picture.width} x ${picture.height}`, () => {
    for (const wish of WISHES) {
      const held = hold(wish, picture, FRAME);
      const { least, most } = scalesFor(picture, FRAME);
      for (const part of cornersIn(held, picture)) {
        assert.ok(part > -1e-9 && part < 1 + 1e-9, `${wish}: ${part}`);
      }
      assert.ok(scaleOf(held) > least - 1e-9 && scaleOf(held) < most + 1e-9);
    }
  });

  test(`what is held stays where it is, ${picture.width} x ${picture.height}`, () => {
    for (const wish of WISHES) {
      const held = hold(wish, picture, FRAME);
      assert.deepEqual(rounded(held), rounded(hold(held, picture, FRAME)));
    }
  });

  test(`four quarters are none, ${picture.width} x ${picture.height}`, () => {
    const start = hold([1, 0, 0, 1, 30, -20], picture, FRAME);
    let turned = start;
    for (let quarter = 0; quarter < 4; quarter += 1) turned = turn(turned, 1, picture, FRAME);
    assert.deepEqual(rounded(turned), rounded(start));
    assert.deepEqual(
      rounded(turn(turn(start, 1, picture, FRAME), -1, picture, FRAME)),
      rounded(start),
    );
  });
}

test("a quarter to the right brings the left side up", () => {
  const [a, b, c, d] = turn([2, 0, 0, 2, 0, 0], 1, PICTURES[0], FRAME);
  assert.deepEqual(
    [a, b, c, d].map((part) => part + 0),
    [0, 2, -2, 0],
  );
});

test("zooming keeps what lies in the middle of the frame", () => {
  const [picture] = PICTURES;
  const start = hold([1, 0, 0, 1, -1500, -1100], picture, FRAME);
  const middle = (matrix) => {
    const parts = cornersIn(matrix, picture);
    return [(parts[0] + parts[6]) / 2, (parts[1] + parts[7]) / 2];
  };
  assert.deepEqual(rounded(middle(zoom(start, 1.7, picture, FRAME))), rounded(middle(start)));
});
