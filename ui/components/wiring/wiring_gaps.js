// Where a part that is missing should stand: on a wire, or beside the part that should read it or hand something on.

import { find } from "./wiring_drawing.js";
import { DIRECTIONS, SIZES } from "./wiring_routes.js";
import { HEIGHT, toSheet, WIDTH } from "./wiring_sheet.js";

// The middle of a wire's last stretch, behind its last fork: what stands before a fork acts on other wires as well.
export function lastStretch(line, forks) {
  const [[a, b], [x, y]] = line.slice(-2);
  const away = ([u, v]) => Math.abs(x - u) + Math.abs(y - v);
  const within = ([u, v]) => Math.min(a, x) <= u && u <= Math.max(a, x) && Math.min(b, y) <= v && v <= Math.max(b, y);
  const [u, v] = [[a, b], ...forks.filter(within)].reduce((best, next) => (away(next) < away(best) ? next : best));
  return [(u + x) / 2, (v + y) / 2];
}

// A free place on the side of the port, else on another side, and where the stub to it begins.
export function besidePort(editor, { before, port, behind }, sides, taken) {
  const part = find(editor, before || behind);
  if (!part) return [];
  const { shape, many } = editor.kinds[part.kind];
  const home = sides[part.id][before ? (many ? 1 : port + 1) : 0];
  const { tall, large } = editor.sheet;
  const here = toSheet(editor, [part.x, part.y]);
  const isFree = (x, y) =>
    x > 40 && x < WIDTH - 40 && y > 40 && y < HEIGHT * tall - 40 &&
    taken.every(([a, b]) => Math.abs(a - x) > 60 * large || Math.abs(b - y) > 46 * large);
  for (const side of [home, (home + 1) % 4, (home + 3) % 4, (home + 2) % 4]) {
    const at = DIRECTIONS[side].map((step, k) => here[k] + step * large * (SIZES[shape][k] + (k ? 50 : 60)));
    const rim = DIRECTIONS[side].map((step, k) => here[k] + step * large * SIZES[shape][k]);
    if (isFree(at[0], at[1])) return [at, rim];
  }
  return [];
}
