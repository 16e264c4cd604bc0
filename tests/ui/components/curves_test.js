import assert from "node:assert/strict";

import { heightOf as heightOnBoard, tickClass, tickSpacing } from "../../../ui/components/probe_board/board_rows.js";
import { heightOf, plotSvg, ticks } from "../../../ui/components/timeline/timeline.js";
import { answerSvg, decode, plainPower, spread } from "../../../ui/components/training_view/training_view.js";

const pathOf = (svg, name) => new RegExp(`class="${name}"[^>]* d="([^"]*)"`).exec(svg)?.[1];

Deno.test("a value lies between the top and the bottom of its strip", () => {
  for (const height of [heightOf, heightOnBoard]) {
    assert.deepEqual([1, 0, -1].map((value) => height({ low: -1, high: 1 }, value)), [0, 50, 100]);
    assert.equal(height({ low: 0, high: 4 }, 1), 75);
  }
});

Deno.test("an axis numbers the first step and round ones, never more than eleven", () => {
  assert.deepEqual(ticks(6), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(ticks(24), [1, 5, 10, 15, 20]);
  for (let steps = 1; steps <= 200; steps += 1) {
    const marks = ticks(steps);
    assert.ok(marks.length <= 11 && marks[0] === 1 && marks.at(-1) <= steps);
    assert.deepEqual(marks, [...new Set(marks)].sort((a, b) => a - b));
  }
});

Deno.test("the board numbers every step of a short sequence and multiples in a long one", () => {
  assert.equal(tickSpacing(24), 1);
  assert.equal(tickSpacing(100), 5);
  const numbered = Array.from({ length: 100 }, (_, t) => t + 1).filter((step) => tickClass(step - 1, 5) !== "hidden");
  assert.deepEqual(numbered, [1, ...Array.from({ length: 20 }, (_, k) => 5 * (k + 1))]);
});

Deno.test("a strip draws one point per step, in the middle of the step", () => {
  const row = { kind: "line", low: 0, high: 1, values: [0, 1, 0.5], silent: [] };
  assert.equal(pathOf(plotSvg(row, 3), "curve"), "M0.5 100.00L1.5 0.00L2.5 50.00");
  const stems = plotSvg({ ...row, kind: "stems", silent: [1, 1, 1] }, 3);
  assert.equal(pathOf(stems, "stem"), "M0.5 100.00V100.00M1.5 100.00V0.00M2.5 100.00V50.00");
  assert.equal(pathOf(stems, "silent"), "M0.5 0.00L1.5 0.00L2.5 0.00");
});

Deno.test("values travel as bytes over the span that is shown", () => {
  const values = decode(btoa(String.fromCharCode(0, 51, 255)), { span: [-1, 1.5] });
  assert.deepEqual([...values], [-1, -0.5, 1.5]);
});

Deno.test("labels that would overlap are moved apart around their middle", () => {
  const [above, below] = spread([{ at: 49 }, { at: 51 }], 130, 13); // 13 of 130 pixels are 10 per cent
  assert.deepEqual([above.at, below.at], [45, 55]);
  assert.deepEqual(spread([{ at: 20 }, { at: 60 }], 130, 13), [{ at: 20 }, { at: 60 }]);
  assert.deepEqual(spread([{ at: 20 }], 0, 13), [{ at: 20 }]);
});

Deno.test("powers of ten are written out", () => {
  const shown = [-12, -3, -2, -1, 0, 2, 3].map(plainPower);
  assert.deepEqual(shown, ["10⁻¹²", "10⁻³", "0.01", "0.1", "1", "100", "10³"]);
});

Deno.test("an answer has a bar where something is due, and a line once the net has begun", () => {
  const begun = answerSvg([0, 1], [0.5, 0.5], true, 0);
  assert.equal(pathOf(begun, "due"), "M1.5 83.3V16.7");
  assert.equal(pathOf(begun, "said"), "M0.5 50.0L1.5 50.0");
  assert.equal(pathOf(answerSvg([0, 1], [0.5, 0.5], false, 0), "said"), undefined);
});
