import assert from "node:assert/strict";
import { test } from "node:test";
import { barsOf, loudnessOf, waveformOf } from "../../../static/js/models/waveform.js";

test("a waveform has as many bars as there is room for, the loudest one whole", () => {
  assert.deepEqual(barsOf([0, 50, 100, 50], 4), [0, 0.5, 1, 0.5]);
  assert.deepEqual(barsOf([0, 50, 100, 50], 2), [0.5, 1]);
  assert.equal(barsOf([10, 200], 44).length, 44);
});

test("silence stays silence", () => {
  assert.ok(Math.max(...barsOf([1, 2, 1], 3)) < 0.1);
});

test("a waveform has at most a hundred loudnesses, each the mean of its stretch", () => {
  assert.deepEqual(waveformOf([]), []);
  assert.deepEqual(waveformOf([3, 250, 7]), [3, 250, 7]);
  const long = waveformOf(Array.from({ length: 1_050 }, (_, at) => (at < 525 ? 10 : 200)));
  assert.equal(long.length, 100);
  assert.deepEqual([long[0], long[49], long[50], long[99]], [10, 10, 200, 200]);
  assert.deepEqual(waveformOf(Array.from({ length: 200 }, (_, at) => (at % 2) * 100))[7], 50);
});

test("loudness is heard: silence is nothing, a whisper is something, and noise is all of it", () => {
  const tone = (height) => Float32Array.from({ length: 400 }, (_, at) => height * Math.sin(at / 3));
  assert.equal(loudnessOf(new Float32Array(64)), 0);
  assert.equal(loudnessOf(new Float32Array(0)), 0);
  assert.equal(loudnessOf(tone(0.001)), 0);
  const [whisper, speech] = [loudnessOf(tone(0.02)), loudnessOf(tone(0.3))];
  assert.ok(whisper > 10 && speech > 2 * whisper && speech < 200, `${whisper} ${speech}`);
  assert.equal(loudnessOf(new Float32Array(64).fill(-1)), 255);
});
