import assert from "node:assert/strict";

import { clamp, formatNumber, roundTo, stretchedSvg } from "../../../ui/components/tools.js";

Deno.test("a value is kept between two limits", () => {
  assert.deepEqual([-2, 0.3, 5].map((value) => clamp(value, -1, 1)), [-1, 0.3, 1]);
});

Deno.test("a value is rounded to a step without the dust of binary fractions", () => {
  assert.equal(roundTo(0.1 + 0.2, 0.1), 0.3);
  assert.equal(roundTo(0.62, 0.05), 0.6);
  assert.equal(roundTo(-1.26, 0.1), -1.3);
  assert.ok(Object.is(roundTo(-0.04, 0.1), 0), "no negative zero");
});

Deno.test("numbers have a true minus, and zero has none", () => {
  assert.deepEqual([1.5, -1.5, 0, -0.001].map((value) => formatNumber(value)), ["1.50", "−1.50", "0.00", "0.00"]);
  assert.equal(formatNumber(-12.34, 1), "−12.3");
});

Deno.test("a stretched picture has as many units as there are steps", () => {
  assert.match(stretchedSvg(12, "<path/>"), /^<svg [^>]*viewBox="0 0 12 100"[^>]*><path\/><\/svg>$/);
});
