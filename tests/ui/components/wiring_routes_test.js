import assert from "node:assert/strict";

import { DIRECTIONS, pathData, routes, SIZES } from "../../../ui/components/wiring/wiring_routes.js";

const KINDS = {
  value: { shape: "pill", ports: 0, out: true },
  result: { shape: "pill", ports: 1, out: false },
  layer: { shape: "box", ports: 1, many: true, out: true },
  product: { shape: "round", ports: 2, out: true },
};
const part = (id, kind, x, y) => ({ id, kind, x, y });
const wire = (from, to, port = 0) => ({ id: `${from}-${to}-${port}`, from, to, port });
const shapeOf = ({ kind }) => SIZES[KINDS[kind].shape];

Deno.test("two parts on one level are joined by a straight wire from rim to rim", () => {
  const { lines, sides, forks } = routes([part("x", "value", 80, 100), part("m", "product", 300, 100)], [
    wire("x", "m"),
  ], KINDS);
  assert.deepEqual(lines, { "x-m-0": [[110, 100], [283, 100]] });
  assert.deepEqual(sides, { x: [0], m: [0, 2, 1] }, "the free port of the product lies below");
  assert.deepEqual(forks, []);
});

Deno.test("two wires of one output share their way and fork", () => {
  const parts = [part("x", "value", 80, 240), part("a", "product", 400, 100), part("b", "product", 400, 380)];
  const { lines, forks } = routes(parts, [wire("x", "a"), wire("x", "b")], KINDS);
  const [first, second] = Object.values(lines);
  assert.deepEqual(first[0], second[0]);
  assert.equal(forks.length, 1);
  for (const line of [first, second]) assert.ok(segmentsOf(line).some((segment) => lies(forks[0], segment)));
});

Deno.test("a part in the way is gone around", () => {
  const parts = [part("x", "value", 80, 240), part("wall", "layer", 300, 240), part("h", "result", 600, 240)];
  const { lines } = routes(parts, [wire("x", "h")], KINDS);
  assert.ok(lines["x-h-0"].length > 2);
  checkDrawing(parts, [wire("x", "h")]);
});

Deno.test("any drawing with room has orthogonal wires that end at their ports and cross no part", () => {
  for (let seed = 1; seed <= 60; seed += 1) checkDrawing(...randomDrawing(generator(seed)));
});

Deno.test("parts that lie on each other do no harm", () => {
  const parts = [part("x", "value", 200, 200), part("m", "product", 200, 200)];
  assert.equal(routes(parts, [wire("x", "m")], KINDS).lines["x-m-0"].length, 2);
});

Deno.test("a path has rounded corners", () => {
  assert.equal(pathData([[0, 0], [40, 0], [40, 60]]), "M0,0L32,0Q40,0 40,8L40,60");
});

// ---- what is checked, from the geometry alone

function checkDrawing(parts, wires) {
  const { lines, sides } = routes(parts, wires, KINDS);
  const byId = Object.fromEntries(parts.map((each) => [each.id, each]));
  for (const { id, from, to, port } of wires) {
    const line = lines[id];
    const where = JSON.stringify({ parts, wires, line });
    assert.ok(segmentsOf(line).every(([[a, b], [x, y]]) => a === x || b === y), `not orthogonal: ${where}`);
    assert.ok(isAtRim(line[0], byId[from], sides[from][0]), `begins beside its output: ${where}`);
    assert.ok(isAtRim(line.at(-1), byId[to], sides[to][port + 1]), `ends beside its input: ${where}`);
    for (const other of parts) {
      assert.ok(!segmentsOf(line).some((segment) => crosses(segment, other)), `crosses ${other.id}: ${where}`);
    }
  }
}

const segmentsOf = (line) => line.slice(1).map((end, k) => [line[k], end]);

// On that side of a part; a layer has room for several wires above and below.
function isAtRim([x, y], end, side) {
  const [wide, high] = shapeOf(end);
  const [dx, dy] = DIRECTIONS[side];
  if (dx) return x === end.x + dx * wide && y === end.y;
  return y === end.y + dy * high && Math.abs(x - end.x) <= (KINDS[end.kind].shape === "box" ? 20 : 0);
}

// Whether a segment has points inside a part, its rim not counted.
function crosses([[a, b], [x, y]], { kind, ...centre }) {
  const [wide, high] = shapeOf({ kind });
  const overlaps = (from, to, middle, half) => Math.max(from, to) > middle - half && Math.min(from, to) < middle + half;
  return overlaps(a, x, centre.x, wide) && overlaps(b, y, centre.y, high);
}

function lies([x, y], [[a, b], [c, d]]) {
  return Math.min(a, c) <= x && x <= Math.max(a, c) && Math.min(b, d) <= y && y <= Math.max(b, d);
}

// ---- drawings from a seed

function generator(seed) {
  let state = seed;
  return (count) => {
    state = (state * 48271) % 2147483647; // Park and Miller, 1988
    return state % count;
  };
}

// Parts on every second place of a loose raster, moved a little, and wires to inputs that are free.
function randomDrawing(random) {
  const parts = [];
  for (let column = 0; column < 5; column += 1) {
    for (let row = 0; row < 3; row += 1) {
      if (random(4) === 0) continue;
      const kind = column === 0 ? "value" : column === 4 ? "result" : random(2) ? "layer" : "product";
      parts.push(part(`p${column}${row}`, kind, 100 + 180 * column + 20 * random(2), 80 + 140 * row + 20 * random(2)));
    }
  }
  const wires = [];
  for (const to of parts) {
    for (let port = 0; port < KINDS[to.kind].ports; port += 1) {
      const sources = parts.filter((from) => KINDS[from.kind].out && from.x < to.x - 60);
      if (sources.length) wires.push(wire(sources[random(sources.length)].id, to.id, port));
    }
  }
  return [parts, wires];
}
