// Routes for wires: horizontal and vertical on the grid, around the parts, forking where wires of one output part ways.
// Each wire takes the cheapest way (Dijkstra, 1959); what its own output has laid already costs nothing.

export const GRID = 20, COLS = 49, ROWS = 25;
export const WAYS = [[1, 0], [0, 1], [-1, 0], [0, -1]]; // right, down, left, up
export const ARROWS = { ArrowRight: 0, ArrowDown: 1, ArrowLeft: 2, ArrowUp: 3 };
export const SIZES = { box: [30, 22], round: [17, 17], pill: [30, 16], join: [24, 14] }; // half of width and height
const COST = { side: 3, turn: 4, tight: 6, cross: 3, bent: 12, along: 30, inside: 40, taken: 50, never: 200 };
const spot = (node) => [(node % COLS) * GRID, Math.floor(node / COLS) * GRID];
const way = (a, b) => WAYS.findIndex(([x, y]) => b - a === x + y * COLS);
const homes = ({ shape, ports }) => (shape === "box" ? [3, 1] : ports ? [0, 2, 1] : [0]); // sides of output and inputs

// {lines: {wire id: [[x, y], ...]}, forks: [[x, y], ...], sides: {part id: [output, input, ...]}}
export function routes(parts, wires, kinds) {
  const map = { lines: {}, forks: [], sides: {}, nets: {}, solid: [], tight: [], owner: [], bent: [], edges: [] };
  const ends = Object.fromEntries(parts.map((part) => [part.id, { ...kinds[part.kind], ...part }]));
  for (const end of Object.values(ends)) settle(map, end);
  const far = ({ from, to }) => Math.abs(ends[from].x - ends[to].x) + Math.abs(ends[from].y - ends[to].y);
  for (const { id, from, to, port } of [...wires].sort((a, b) => far(a) - far(b))) {
    map.lines[id] = lay(map, ends[from], ends[to], port + 1);
  }
  for (const end of Object.values(ends)) complete(map.sides[end.id], end);
  return map;
}

function settle({ solid, tight, sides }, end) {
  const [wide, high] = SIZES[end.shape];
  end.node = end.x / GRID + (end.y / GRID) * COLS;
  sides[end.id] = [];
  for (let k = 0; k < 25; k += 1) {
    const [x, y] = [(k % 5) - 2, Math.floor(k / 5) - 2];
    const beyond = Math.max(Math.abs(x) * GRID - wide, Math.abs(y) * GRID - high);
    if (beyond <= GRID) (beyond <= 0 ? solid : tight)[end.node + x + y * COLS] = end.id;
  }
}

// Ports without a wire sit at home, or where there is room.
function complete(sides, end) {
  for (let port = end.out ? 0 : 1; port <= end.ports; port += 1) {
    sides[port] ??= [homes(end)[port], 0, 2, 1, 3].find((side) => !sides.includes(side));
  }
}

function lay(map, source, target, port) {
  const net = (map.nets[source.id] ??= []);
  const found = search(map, source, target, starts(map, net, source), goals(map, target, port));
  const trunk = net.find((line) => line.includes(found[0])) ?? [];
  const line = [...trunk.slice(0, trunk.indexOf(found[0])), ...found];
  if (line.length < 2) line.push(line[0] + 1); // one part lies on the other
  if (trunk.length) map.forks.push(spot(found[0]));
  map.sides[source.id][0] ??= way(line[0], line[1]);
  map.sides[target.id][port] ??= way(line.at(-1), line.at(-2));
  found.forEach((node, k) => {
    map.owner[node] = source.id;
    if (k) map.edges[edge(found[k - 1], node)] = source.id;
    if (!k || way(found[k - 1], node) !== way(node, found[k + 1])) map.bent[node] = true;
  });
  net.push(line);
  return trimmed(line.map(spot), SIZES[source.shape], SIZES[target.shape]);
}

const edge = (a, b) => 2 * Math.min(a, b) + (Math.abs(a - b) > 1 ? 1 : 0);
const taken = (sides, side, port) => sides.some((one, k) => one === side && k !== port);

// [state, cost] where a wire may begin: at its output, or on what this output has laid. A state is 4 · node + way.
function starts({ solid, tight, sides }, net, source) {
  const laid = [...new Set(net.flat())].filter((node) => !solid[node]);
  if (laid.length) return laid.flatMap((node) => WAYS.map((_, k) => [node * 4 + k, tight[node] ? COST.tight : 1]));
  const price = (k) => (taken(sides[source.id], k, 0) ? COST.taken : k === homes(source)[0] ? 0 : COST.side);
  return WAYS.map((_, k) => [source.node * 4 + k, price(k)]);
}

// {state: cost} of arriving at a port. A box has three places above and below, for it may take many wires.
function goals({ sides }, target, port) {
  const found = {};
  WAYS.forEach((_, k) => {
    const price = taken(sides[target.id], k, port) ? COST.taken : k === homes(target)[port] ? 0 : COST.side;
    const places = target.shape === "box" && k % 2 ? [0, -1, 1] : [0];
    for (const x of places) found[(target.node + x) * 4 + ((k + 2) % 4)] = price + 8 * Math.abs(x);
  });
  return found;
}

// The cheapest way, as nodes. Costs are small whole numbers, so a list for each of them serves as the queue.
function search(map, source, target, begin, goals) {
  const best = [], before = [], queue = [];
  const reach = (state, cost, from) => {
    if (cost >= best[state]) return; // never true where nobody was yet
    [best[state], before[state]] = [cost, from];
    (queue[cost] ??= []).push(state);
  };
  for (const [state, cost] of begin) reach(state, cost);
  let end, least = Infinity;
  for (let cost = 0; cost < Math.min(queue.length, least); cost += 1) {
    for (const state of queue[cost] ?? []) {
      if (best[state] < cost) continue;
      if (cost + goals[state] < least) [end, least] = [state, cost + goals[state]];
      for (const [next, more] of onwards(map, source.id, target.id, state)) reach(next, cost + more, state);
    }
  }
  const line = [];
  for (; end !== undefined; end = before[end]) line.unshift(end >> 2);
  return line;
}

// Straight on, to the right, to the left: [state, cost].
function onwards({ solid, tight, owner, bent, edges }, source, target, state) {
  const node = state >> 2;
  const foreign = (at) => owner[at] !== undefined && owner[at] !== source;
  const turn = COST.turn + (tight[node] ? COST.tight : 0) + (solid[node] ? COST.never : 0);
  const found = [];
  for (const by of [0, 1, 3]) {
    const k = (state + by) % 4;
    const [x, y] = [(node % COLS) + WAYS[k][0], Math.floor(node / COLS) + WAYS[k][1]];
    if (x < 0 || y < 0 || x >= COLS || y >= ROWS) continue;
    const next = x + y * COLS;
    const part = solid[next];
    let cost = 1 + (by ? turn + (foreign(node) ? COST.bent : 0) : 0);
    if (part) cost += part === source || part === target ? 0 : COST.inside;
    else if (foreign(next)) cost += bent[next] ? COST.bent : COST.cross;
    if ((edges[edge(node, next)] ?? source) !== source) cost += COST.along;
    found.push([next * 4 + k, cost]);
  }
  return found;
}

// From rim to rim, with nothing but the corners between.
function trimmed(points, from, to) {
  const bend = (k, axis) => points[k - 1][axis] !== points[k + 1][axis];
  const line = points.filter((_, k) => !k || k === points.length - 1 || (bend(k, 0) && bend(k, 1)));
  [line[0], line[line.length - 1]] = [toward(line[0], line[1], from), toward(line.at(-1), line.at(-2), to)];
  return line;
}

const toward = ([x, y], [u, v], [wide, high]) => [x + Math.sign(u - x) * wide, y + Math.sign(v - y) * high];

// The d of a path, its corners rounded.
export function drawn(line) {
  const near = (at, end) => toward(at, end, [8, 8]);
  const bends = line.slice(1, -1).map((at, k) => `L${near(at, line[k])}Q${at} ${near(at, line[k + 2])}`);
  return `M${line[0]}${bends.join("")}L${line.at(-1)}`;
}
