// Ink as a clean figure: where parts stand, and wires as straight lines that end at their rims.

import { awayFrom, boxOf, gap, sizeOf } from "./pen_strokes.js";

const SHORT = 24; // pixels: a shorter stroke near the end of another one is a head
const NEAR = 24; // of an end from the part or line where it ends
const STRAIGHT = 7; // how far ink may stray from a straight line
const SLANT = 0.2; // the slope up to which a line is meant to be level or upright
const PILL = [24, 13], JOIN = 7; // half of width and height of what arrives and leaves; the radius of a join

// {boxes: {part: box}, nets: [[line, ...]], tips: {wire: [x, y, degrees]}, own: {wire: line}}; a line is a list of points.
export function layFigure(strokes, { parts, wires, nets }) {
  const figure = { boxes: {}, nets: [], tips: {}, own: {} };
  for (const part of parts) {
    const own = part.strokes.map((k) => strokes[k]).filter(Boolean);
    if (own.length) figure.boxes[part.id] = boxOf(own);
  }
  figure.nets = nets.map((net, k) => netLines(net.map((s) => strokes[s]).filter(Boolean), figure, wires, k));
  for (const part of parts) figure.boxes[part.id] ??= placeOf(part, figure, wires);
  for (const wire of wires) tipOf(wire, figure);
  return figure;
}

function netLines(strokes, { boxes }, wires, net) {
  const mine = wires.filter((wire) => wire.net === net);
  if (mine.some(({ exact }) => exact)) return strokes.map(({ points }) => straightened(points));
  const ends = mine.flatMap(({ from, to }) => [from, to]);
  const around = [...new Set(ends)].map((id) => boxes[id]).filter(Boolean);
  const lines = strokes.filter((stroke) => !isHead(stroke, strokes)).map(({ points }) => straightened(points));
  lines.forEach((line, k) => [0, line.length - 1].forEach((end) => snapEnd(line, end, around, lines, k)));
  return lines;
}

function isHead(stroke, strokes) {
  if (sizeOf(stroke) > SHORT) return false;
  const near = ({ points }) => [points[0], points.at(-1)].some((end) => awayFrom(stroke.box, end) < 14);
  return strokes.some((other) => other !== stroke && sizeOf(other) > sizeOf(stroke) && near(other));
}

// The end of a line goes to the rim of the part beside it, else onto the line that it meets.
function snapEnd(line, end, around, lines, own) {
  const box = nearest(around, line[end]);
  if (box && awayFrom(box, line[end]) < NEAR) {
    line[end] = onRim(box, line[end], line[end ? end - 1 : 1] ?? line[end]);
    return;
  }
  const others = lines.filter((_, k) => k !== own).map((other) => nearestOn(other, line[end]));
  const [at] = others.sort((a, b) => gap(a, line[end]) - gap(b, line[end]));
  if (at && gap(at, line[end]) < 0.7 * NEAR) line[end] = at;
}

const nearest = (boxes, point) => [...boxes].sort((a, b) => awayFrom(a, point) - awayFrom(b, point))[0];

// Where a line from `before` meets the rim of a box near a point: straight on if it can, else at the closest place.
function onRim([left, top, right, low], at, before) {
  const [x, y] = at, [u, v] = before;
  const clampTo = (value, a, b) => Math.min(Math.max(value, a), b);
  const level = Math.abs(x - u) > Math.abs(y - v);
  if (level) return [u < (left + right) / 2 ? left : right, clampTo(y, top + 3, low - 3)];
  return [clampTo(x, left + 3, right - 3), v < (top + low) / 2 ? top : low];
}

export function nearestOn(line, point) {
  let best = line[0];
  for (let k = 1; k < line.length; k += 1) {
    const [[a, b], [c, d]] = [line[k - 1], line[k]];
    const long = (c - a) ** 2 + (d - b) ** 2;
    const share = long ? Math.min(Math.max(((point[0] - a) * (c - a) + (point[1] - b) * (d - b)) / long, 0), 1) : 0;
    const at = [a + share * (c - a), b + share * (d - b)];
    if (gap(at, point) < gap(best, point)) best = at;
  }
  return best;
}

// Ink with its corners only (Ramer 1972; Douglas and Peucker 1973), level and upright where it nearly is.
export function straightened(points) {
  const line = corners(points).map((point) => [...point]);
  for (let k = 1; k < line.length; k += 1) {
    const [dx, dy] = [0, 1].map((axis) => Math.abs(line[k][axis] - line[k - 1][axis]));
    const axis = dy < SLANT * dx ? 1 : dx < SLANT * dy ? 0 : -1;
    if (axis < 0) continue;
    const kept = k > 1 ? line[k - 1][axis] : (line[k][axis] + line[k - 1][axis]) / 2;
    line[k - 1][axis] = line[k][axis] = kept;
  }
  return line;
}

function corners(points) {
  if (points.length < 3) return points;
  const [a, b] = [points[0], points.at(-1)];
  let [far, at] = [0, 0];
  points.forEach((point, k) => {
    const off = gap(nearestOn([a, b], point), point);
    if (off > far) [far, at] = [off, k];
  });
  if (far <= STRAIGHT) return [a, b];
  return [...corners(points.slice(0, at + 1)), ...corners(points.slice(at)).slice(1)];
}

// What has no ink of its own: what arrives and leaves stands beyond the end of its wire, a join on its wires.
function placeOf({ id, kind, x, y }, { nets }, wires) {
  const mine = wires.filter(({ from, to, net }) => (from === id || to === id) && net >= 0);
  const lines = [...new Set(mine.map(({ net }) => net))].flatMap((net) => nets[net]);
  if (kind === "join") {
    const [u, v] = lines.map((line) => nearestOn(line, [x, y])).sort((a, b) => gap(a, [x, y]) - gap(b, [x, y]))[0] ??
      [x, y];
    return [u - JOIN, v - JOIN, u + JOIN, v + JOIN];
  }
  const ends = lines.flatMap((line) => [[line[0], line[1]], [line.at(-1), line.at(-2)]]);
  const [[u, v], before] = ends.sort(([a], [b]) => gap(a, [x, y]) - gap(b, [x, y]))[0] ?? [[x, y], [x, y]];
  const [p, q] = before ?? [u, v];
  const level = Math.abs(u - p) >= Math.abs(v - q);
  const beyond = level ? [u + Math.sign(u - p) * PILL[0], v] : [u, v + Math.sign(v - q) * PILL[1]];
  const at = beyond.map((value, axis) => Math.min(Math.max(value, PILL[axis] + 7), [960, 480][axis] - PILL[axis] - 7));
  if (level && gap(at, beyond) > 12) at[1] += at[1] > 40 ? -20 : 20; // no room beyond the end: beside it
  return [at[0] - PILL[0], at[1] - PILL[1], at[0] + PILL[0], at[1] + PILL[1]];
}

// A wire ends where a line of its net comes closest to its part; one without ink runs straight there.
function tipOf({ id, from, to, net }, figure) {
  const [source, target] = [figure.boxes[from], figure.boxes[to]];
  if (!source || !target) return;
  const ends = (figure.nets[net] ?? []).flatMap((line) => [[line.at(-1), line.at(-2), line], [line[0], line[1], line]]);
  const [found] = ends.filter(([, before]) => before).sort(([a], [b]) => awayFrom(target, a) - awayFrom(target, b));
  const close = found && awayFrom(target, found[0]) < 2 * NEAR;
  const [at, before, line] = close ? found : straight(source, target);
  figure.own[id] = line;
  figure.tips[id] = [...at, (Math.atan2(at[1] - before[1], at[0] - before[0]) * 180) / Math.PI];
  if (!close) (figure.nets[net] ?? (figure.nets[figure.nets.length] = [])).push(line);
}

function straight(source, target) {
  const [from, to] = [source, target].map(([a, b, c, d]) => [(a + c) / 2, (b + d) / 2]);
  const ends = [onRim(source, from, to), onRim(target, to, from)];
  return [ends[1], ends[0], ends];
}
