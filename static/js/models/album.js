// @ts-check
/** Where the pictures of one message stand: a box by itself, or several in one grid. */

/** As wide and as high as they may become together, in px. */
const LARGEST = 420;
/** Less leaves no room for the time, or for a line of words. */
const NARROWEST = 120;
const NARROWEST_WITH_WORDS = 240;
/** What is longer or higher is cut, as width by height. */
const [HIGHEST, WIDEST] = [0.5, 3];
/** In a grid pictures are cut more, or one would leave no room for the others. */
const [HIGHEST_OF_MANY, WIDEST_OF_MANY] = [0.65, 1.7];
/** A grid had best be as high as it is wide, and not much higher. */
const [BEST, MOST] = [1, 1.35];
/** Lower rows show too little, by the width of the grid. */
const LOWEST_ROW = 0.22;
const MOST_IN_ROW = 4;

/**
 * @typedef {{width: number | null, height: number | null}} Shape in px
 * @typedef {{left: number, top: number, width: number, height: number}} Tile parts of the grid's
 *   width and height
 * @typedef {object} Album
 * @property {number} width in px, where there is room for it
 * @property {number} ratio of width to height
 * @property {Tile[]} tiles in the order of the pictures
 *
 * @typedef {{columns: boolean, sizes: number[]}} Plan how many stand in each row or column
 */

/**
 * Lay pictures out; the same ones always stand alike.
 * @param {Shape[]} shapes one to ten
 * @param {boolean} hasWords whether words stand under them
 * @returns {Album}
 */
export function layAlbum(shapes, hasWords) {
  if (shapes.length === 1) return single(shapes[0], hasWords);
  const ratios = shapes.map((shape) => clamp(ratioOf(shape), HIGHEST_OF_MANY, WIDEST_OF_MANY));
  const grids = plansOf(ratios).map((plan) => gridOf(plan, ratios));
  const [best] = grids.sort((a, b) => a.cost - b.cost);
  const height = clamp(best.height, 1 / WIDEST, MOST);
  return { width: LARGEST, ratio: 1 / height, tiles: best.tiles };
}

/**
 * @param {Shape} shape
 * @param {boolean} hasWords
 * @returns {Album}
 */
function single(shape, hasWords) {
  const ratio = clamp(ratioOf(shape), HIGHEST, WIDEST);
  const fitting = Math.min(LARGEST, LARGEST * ratio, shape.width || LARGEST);
  const width = Math.round(Math.max(fitting, hasWords ? NARROWEST_WITH_WORDS : NARROWEST));
  const cut = Math.max(ratio, width / LARGEST);
  return { width, ratio: cut, tiles: [{ left: 0, top: 0, width: 1, height: 1 }] };
}

/** @param {Shape} shape a square where it is not known */
function ratioOf({ width, height }) {
  return width && height ? width / height : 1;
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}

/**
 * Every way to cut a few pictures into rows; with a high one in front also the others beside it.
 * @param {number[]} ratios
 * @returns {Plan[]}
 */
function plansOf(ratios) {
  const rows = cuts(ratios.length).map((sizes) => ({ columns: false, sizes }));
  const beside = ratios.length === 3 || ratios.length === 4;
  if (!(beside && ratios[0] < 1)) return rows;
  return [...rows, { columns: true, sizes: [1, ratios.length - 1] }];
}

/**
 * @param {number} count
 * @returns {number[][]} the sizes of rows that hold so many
 */
function cuts(count) {
  if (count === 0) return [[]];
  return Array.from({ length: Math.min(count, MOST_IN_ROW) }, (_, at) => at + 1).flatMap((size) =>
    cuts(count - size).map((rest) => [size, ...rest]),
  );
}

/**
 * @param {Plan} plan
 * @param {number[]} ratios
 */
function gridOf({ columns, sizes }, ratios) {
  const groups = groupsOf(sizes, ratios);
  return columns ? columnsOf(groups) : rowsOf(groups);
}

/**
 * @param {number[]} sizes
 * @param {number[]} ratios
 */
function groupsOf(sizes, ratios) {
  let at = 0;
  return sizes.map((size) => {
    at += size;
    return ratios.slice(at - size, at);
  });
}

/** @param {number[][]} rows the ratios in each */
function rowsOf(rows) {
  const heights = rows.map((row) => 1 / sum(row));
  const height = sum(heights);
  let top = 0;
  const tiles = rows.flatMap((row, at) => {
    const share = heights[at] / height;
    top += share;
    return inRow(row, top - share, share);
  });
  return { height, tiles, cost: costOf(height, heights) };
}

/**
 * @param {number[]} row
 * @param {number} top
 * @param {number} height
 */
function inRow(row, top, height) {
  const all = sum(row);
  let left = 0;
  return row.map((ratio) => {
    const width = ratio / all;
    left += width;
    return { left: left - width, top, width, height };
  });
}

/** @param {number[][]} columns the first one has one picture, and the same height as the other */
function columnsOf([[first], others]) {
  const tower = sum(others.map((ratio) => 1 / ratio)); // As high as it is one wide.
  const height = 1 / (first + 1 / tower);
  const width = first * height;
  let top = 0;
  const beside = others.map((ratio) => {
    const share = 1 / ratio / tower;
    top += share;
    return { left: width, top: top - share, width: 1 - width, height: share };
  });
  const tiles = [{ left: 0, top: 0, width, height: 1 }, ...beside];
  return {
    height,
    tiles,
    cost: costOf(
      height,
      beside.map((tile) => tile.height * height),
    ),
  };
}

/**
 * How far from good a grid is.
 * @param {number} height by the width
 * @param {number[]} heights of its rows, likewise
 */
function costOf(height, heights) {
  const tooHigh = Math.max(0, height - MOST) * 4;
  const tooLow = sum(heights.map((row) => Math.max(0, LOWEST_ROW - row))) * 6;
  const uneven = (Math.max(...heights) - Math.min(...heights)) * 0.3;
  return Math.abs(height - BEST) + tooHigh + tooLow + uneven;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((all, each) => all + each, 0);
}
