import assert from "node:assert/strict";

import { awayFrom, decodeStroke, encodeStroke, evenlySpaced, gap } from "../../../ui/components/pen/pen_strokes.js";
import { layFigure, nearestOn, straightened } from "../../../ui/components/pen/pen_wires.js";

const wavy = Array.from({ length: 200 }, (_, k) => [k * 2 - 20, 100 + 40 * Math.sin(k / 9)]);

Deno.test("a stroke travels to Python as it says: quarters of a pixel, two characters a step", () => {
  assert.equal(encodeStroke([[100, -2], [101, -2], [101, -3.25]], 500, 90), "500,90,400,-8,C??:");
});

Deno.test("what is sent comes back to an eighth of a pixel", () => {
  const points = evenlySpaced(wavy);
  const back = decodeStroke(encodeStroke(points)).points;
  assert.equal(back.length, points.length);
  points.forEach((point, k) => assert.ok(gap(point, back[k]) < 0.18));
});

Deno.test("points are even, and no two farther apart than three pixels", () => {
  const points = evenlySpaced(wavy);
  const steps = points.slice(1).map((point, k) => gap(points[k], point));
  assert.ok(Math.max(...steps) <= 3.0001 && Math.min(...steps) > 2);
  assert.deepEqual(evenlySpaced([[5, 5], [5, 5], [5.1, 5]]), [[5, 5]]);
});

Deno.test("no character needs to be escaped in JSON, and none is a blank", () => {
  const text = encodeStroke(evenlySpaced(wavy));
  assert.equal(JSON.stringify(text).length, text.length + 2);
  assert.ok(!text.includes(" "));
});

Deno.test("a trembling line with a corner becomes two straight ones", () => {
  const points = Array.from({ length: 60 }, (_, k) => [k * 3, 200 + 2 * Math.sin(k)]);
  const up = Array.from({ length: 40 }, (_, k) => [177 + 2 * Math.sin(k), 200 - k * 3]);
  const line = straightened([...points, ...up]);
  assert.equal(line.length, 3);
  assert.equal(line[0][1], line[1][1]);
  assert.equal(line[1][0], line[2][0]);
});

Deno.test("a wire ends at the rim of its part and points into it", () => {
  const strokes = [
    [[100, 80], [140, 80], [140, 120], [100, 120], [100, 80]],
    [[300, 80], [340, 80], [340, 120], [300, 120], [300, 80]],
    [[146, 101], [220, 103], [292, 100]],
  ].map((points) => decodeStroke(encodeStroke(evenlySpaced(points))));
  const parts = [0, 1].map((k) => ({ id: `s${k}`, kind: "sigmoid", strokes: [k], x: 0, y: 0 }));
  const reading = { parts, wires: [{ id: "w", from: "s0", to: "s1", net: 0 }], nets: [[2]] };
  const { tips, own } = layFigure(strokes, reading);
  assert.ok(Math.abs(tips.w[0] - 300) < 0.6 && Math.abs(tips.w[2]) < 3);
  assert.ok(Math.abs(own.w[0][0] - 140) < 0.6);
});

Deno.test("distances to boxes and lines", () => {
  assert.equal(awayFrom([0, 0, 10, 10], [13, 14]), 5);
  assert.equal(awayFrom([0, 0, 10, 10], [3, 4]), 0);
  assert.deepEqual(nearestOn([[0, 0], [10, 0], [10, 10]], [12, 4]), [10, 4]);
});
