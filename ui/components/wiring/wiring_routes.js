// Routes for wires: horizontal and vertical on a grid, around the parts, with forks where wires of one output separate.
// Each wire takes the cheapest path (Dijkstra, 1959); along wires of the same output it costs nothing.
// A node is a point of the grid, a side or direction an index of DIRECTIONS, port 0 a part's output, 1, 2 ... its inputs.

export const GRID = 20, COLS = 49, ROWS = 25;
export const DIRECTIONS = [[1, 0], [0, 1], [-1, 0], [0, -1]]; // right, down, left, up
export const ARROWS = { ArrowRight: 0, ArrowDown: 1, ArrowLeft: 2, ArrowUp: 3 };
export const SIZES = { box: [30, 22], round: [17, 17], pill: [30, 16], join: [24, 14] }; // half of width and height
const COST = { side: 3, turn: 4, tight: 6, cross: 3, bent: 12, along: 30, inside: 40, taken: 50, never: 200 };
const pointOf = (node) => [(node % COLS) * GRID, Math.floor(node / COLS) * GRID];
const directionFrom = (a, b) => DIRECTIONS.findIndex(([x, y]) => b - a === x + y * COLS);
const homeSides = ({ shape, ports }) => (shape === "box" ? [3, 1] : ports ? [0, 2, 1] : [0]); // by port

// Returns {lines: {wire id: [[x, y], ...]}, forks: [[x, y], ...], sides: {part id: [output, input, ...]}}
export function routes(parts, wires, kinds, sizes = SIZES) {
  const map = {
    sizes,
    lines: {},
    forks: [],
    sides: {},
    nets: {},
    solid: [],
    tight: [],
    owner: [],
    bent: [],
    edges: [],
  };
  const ends = Object.fromEntries(parts.map((part) => [part.id, { ...kinds[part.kind], ...part }]));
  for (const end of Object.values(ends)) occupy(map, end);
  const distance = ({ from, to }) => Math.abs(ends[from].x - ends[to].x) + Math.abs(ends[from].y - ends[to].y);
  for (const { id, from, to, port } of [...wires].sort((a, b) => distance(a) - distance(b))) {
    map.lines[id] = layWire(map, ends[from], ends[to], port + 1);
  }
  for (const end of Object.values(ends)) placeFreePorts(map.sides[end.id], end);
  return map;
}

// Nodes inside a part are solid, those at its rim are tight.
function occupy({ sizes, solid, tight, sides }, end) {
  const [wide, high] = sizes[end.shape];
  end.node = end.x / GRID + (end.y / GRID) * COLS;
  sides[end.id] = [];
  for (let k = 0; k < 49; k += 1) {
    const [x, y] = [(k % 7) - 3, Math.floor(k / 7) - 3];
    const beyond = Math.max(Math.abs(x) * GRID - wide, Math.abs(y) * GRID - high);
    if (beyond <= GRID) (beyond <= 0 ? solid : tight)[end.node + x + y * COLS] = end.id;
  }
}

// Ports without a wire lie on their home side, or on one that is free.
function placeFreePorts(sides, end) {
  for (let port = end.out ? 0 : 1; port <= end.ports; port += 1) {
    sides[port] ??= [homeSides(end)[port], 0, 2, 1, 3].find((side) => !sides.includes(side));
  }
}

function layWire(map, source, target, port) {
  const net = (map.nets[source.id] ??= []);
  const path = cheapestPath(map, source, target, startCosts(map, net, source), goalCosts(map, target, port));
  const trunk = net.find((line) => line.includes(path[0])) ?? [];
  const line = [...trunk.slice(0, trunk.indexOf(path[0])), ...path];
  if (line.length < 2) line.push(line[0] + 1); // one part lies on the other
  if (trunk.length) map.forks.push(pointOf(path[0]));
  map.sides[source.id][0] ??= directionFrom(line[0], line[1]);
  map.sides[target.id][port] ??= directionFrom(line.at(-1), line.at(-2));
  path.forEach((node, k) => {
    map.owner[node] = source.id;
    if (k) map.edges[edgeIndex(path[k - 1], node)] = source.id;
    if (!k || directionFrom(path[k - 1], node) !== directionFrom(node, path[k + 1])) map.bent[node] = true;
  });
  net.push(line);
  return trimToRims(line.map(pointOf), map.sizes[source.shape], map.sizes[target.shape]);
}

const edgeIndex = (a, b) => 2 * Math.min(a, b) + (Math.abs(a - b) > 1 ? 1 : 0);
const isTaken = (sides, side, port) => sides.some((other, k) => other === side && k !== port);

// [state, cost] where a wire may begin: at its output, or on a wire of the same output. A state is 4 · node + direction.
function startCosts({ solid, tight, sides }, net, source) {
  const laid = [...new Set(net.flat())].filter((node) => !solid[node]);
  if (laid.length) {
    return laid.flatMap((node) => DIRECTIONS.map((_, k) => [node * 4 + k, tight[node] ? COST.tight : 1]));
  }
  const price = (k) => (isTaken(sides[source.id], k, 0) ? COST.taken : k === homeSides(source)[0] ? 0 : COST.side);
  return DIRECTIONS.map((_, k) => [source.node * 4 + k, price(k)]);
}

// {state: cost} of arriving at a port. A box has three places above and below, since it may take many wires.
function goalCosts({ sides }, target, port) {
  const costs = {};
  DIRECTIONS.forEach((_, k) => {
    const price = isTaken(sides[target.id], k, port) ? COST.taken : k === homeSides(target)[port] ? 0 : COST.side;
    const places = target.shape === "box" && k % 2 ? [0, -1, 1] : [0];
    for (const x of places) costs[(target.node + x) * 4 + ((k + 2) % 4)] = price + 8 * Math.abs(x);
  });
  return costs;
}

// The cheapest path, as nodes. Costs are small whole numbers, so a list for each of them serves as the queue.
function cheapestPath(map, source, target, begin, goals) {
  const best = [], before = [], queue = [];
  const reach = (state, cost, from) => {
    if (cost >= best[state]) return; // never true for undefined
    [best[state], before[state]] = [cost, from];
    (queue[cost] ??= []).push(state);
  };
  for (const [state, cost] of begin) reach(state, cost);
  let end, least = Infinity;
  for (let cost = 0; cost < Math.min(queue.length, least); cost += 1) {
    for (const state of queue[cost] ?? []) {
      if (best[state] < cost) continue;
      if (cost + goals[state] < least) [end, least] = [state, cost + goals[state]];
      for (const [next, more] of neighbours(map, source.id, target.id, state)) reach(next, cost + more, state);
    }
  }
  const line = [];
  for (; end !== undefined; end = before[end]) line.unshift(end >> 2);
  return line;
}

// [state, cost] of going straight on, to the right and to the left.
function neighbours({ solid, tight, owner, bent, edges }, source, target, state) {
  const node = state >> 2;
  const foreign = (place) => owner[place] !== undefined && owner[place] !== source;
  const turnCost = COST.turn + (tight[node] ? COST.tight : 0) + (solid[node] ? COST.never : 0);
  const states = [];
  for (const turns of [0, 1, 3]) {
    const k = (state + turns) % 4;
    const [x, y] = [(node % COLS) + DIRECTIONS[k][0], Math.floor(node / COLS) + DIRECTIONS[k][1]];
    if (x < 0 || y < 0 || x >= COLS || y >= ROWS) continue;
    const next = x + y * COLS;
    const part = solid[next];
    let cost = 1 + (turns ? turnCost + (foreign(node) ? COST.bent : 0) : 0);
    if (part) cost += part === source || part === target ? 0 : COST.inside;
    else if (foreign(next)) cost += bent[next] ? COST.bent : COST.cross;
    if ((edges[edgeIndex(node, next)] ?? source) !== source) cost += COST.along;
    states.push([next * 4 + k, cost]);
  }
  return states;
}

// A line from rim to rim that names only its corners in between.
function trimToRims(points, from, to) {
  const differs = (k, axis) => points[k - 1][axis] !== points[k + 1][axis];
  const line = points.filter((_, k) => !k || k === points.length - 1 || (differs(k, 0) && differs(k, 1)));
  [line[0], line[line.length - 1]] = [shiftToward(line[0], line[1], from), shiftToward(line.at(-1), line.at(-2), to)];
  return line;
}

const shiftToward = ([x, y], [u, v], [wide, high]) => [x + Math.sign(u - x) * wide, y + Math.sign(v - y) * high];

// The `d` of an SVG path with rounded corners.
export function pathData(line) {
  const near = (at, end) => shiftToward(at, end, [8, 8]);
  const bends = line.slice(1, -1).map((at, k) => `L${near(at, line[k])}Q${at} ${near(at, line[k + 2])}`);
  return `M${line[0]}${bends.join("")}L${line.at(-1)}`;
}
