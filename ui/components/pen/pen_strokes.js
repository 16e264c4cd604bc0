// Strokes on their way to Python: evenly spaced points, as compact text (lstm_core/ink/message.py says how).

export const STEP = 3; // pixels of the sheet between two points
const UNIT = 4, MIDDLE = 63;

// The same line with points at even distances along it.
export function evenlySpaced(points, step = STEP) {
  const along = [0];
  for (let k = 1; k < points.length; k += 1) along.push(along[k - 1] + gap(points[k - 1], points[k]));
  const long = along.at(-1);
  if (long < 0.5) return [points[0]];
  const count = Math.ceil(long / step);
  let k = 1;
  return Array.from({ length: count + 1 }, (_, place) => {
    const at = (place / count) * long;
    while (k < along.length - 1 && along[k] < at) k += 1;
    const share = along[k] > along[k - 1] ? (at - along[k - 1]) / (along[k] - along[k - 1]) : 0;
    return [0, 1].map((axis) => points[k - 1][axis] + share * (points[k][axis] - points[k - 1][axis]));
  });
}

export const gap = (a, b) => Math.hypot(b[0] - a[0], b[1] - a[1]);

export function encodeStroke(points, start = 0, took = 0) {
  const [first, ...rest] = points.map((point) => point.map((value) => Math.round(value * UNIT)));
  let [x, y] = first, steps = "";
  for (const [u, v] of rest) {
    steps += String.fromCharCode(MIDDLE + u - x, MIDDLE + v - y);
    [x, y] = [u, v];
  }
  return [Math.round(start), Math.round(took), ...first, steps].join(",");
}

// A stroke as it is drawn: its text, points and the box around them.
export function decodeStroke(text) {
  const [, , x, y, ...rest] = text.split(",");
  const [steps, points] = [rest.join(","), [[x / UNIT, y / UNIT]]];
  for (let k = 0; k + 1 < steps.length; k += 2) {
    const [u, v] = points.at(-1);
    points.push([u + (steps.charCodeAt(k) - MIDDLE) / UNIT, v + (steps.charCodeAt(k + 1) - MIDDLE) / UNIT]);
  }
  return { text, points, box: boxAround(points) };
}

// [left, top, right, bottom]
export function boxAround(points) {
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

export const boxOf = (strokes) => boxAround(strokes.flatMap(({ box: [a, b, c, d] }) => [[a, b], [c, d]]));
export const sizeOf = ({ box: [a, b, c, d] }) => Math.hypot(c - a, d - b);
// How far a point is from a box; 0 inside.
export const awayFrom = ([a, b, c, d], [x, y]) => Math.hypot(Math.max(a - x, 0, x - c), Math.max(b - y, 0, y - d));
