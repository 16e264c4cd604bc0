import assert from "node:assert/strict";

import { clockText, shareDrawn, skipPause } from "../../../ui/components/ink_replay/ink.js";

const STROKES = [{ begin: 0, end: 2 }, { begin: 3, end: 4 }, { begin: 60, end: 61 }];

Deno.test("a stroke grows between its two moments", () => {
  const shares = [0, 0.5, 1, 2, 9].map((at) => shareDrawn(STROKES[0], at, false));
  assert.deepEqual(shares, [0, 0.25, 0.5, 1, 1]);
});

Deno.test("where nothing is to move, a stroke comes whole, at its end", () => {
  assert.deepEqual([1, 1.9, 2].map((at) => shareDrawn(STROKES[0], at, true)), [0, 0, 1]);
});

Deno.test("a dot is there from its one moment on", () => {
  assert.deepEqual([0.9, 1].map((at) => shareDrawn({ begin: 1, end: 1 }, at, false)), [0, 1]);
});

Deno.test("a long pause is cut short, a short one and a stroke are not", () => {
  const skipped = (at, speed) => skipPause({ strokes: STROKES, speed }, at);
  assert.deepEqual([skipped(1, 1), skipped(2.5, 1), skipped(10, 1), skipped(59, 1)], [1, 2.5, 58.5, 59]);
  assert.equal(skipped(10, 4), 54);
  assert.equal(skipped(100, 1), 100);
});

Deno.test("time is told in minutes and seconds", () => {
  assert.deepEqual([0, 59.9, 161.2].map(clockText), ["0:00", "0:59", "2:41"]);
});
