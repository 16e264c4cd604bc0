// The wiring editor: parts and wires drawn with mouse, finger or keys. After every step the drawing goes to Python.

const editors = new WeakMap(); // root element -> what its editor keeps between two calls
const PAUSE = 300; // milliseconds until moves by key are sent

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".wiring");
  if (!editors.has(root)) begin(root);
  const me = editors.get(root);
  const [first, pushed] = [!me.data, me.data?.rev !== data.rev];
  me.data = data;
  me.kinds = Object.fromEntries(data.kinds.map((row) => [row.kind, row]));
  me.marks = Object.fromEntries(data.marks.map((mark) => [mark.id, mark]));
  me.send = () => setStateValue("drawing", { rev: data.rev, ...structuredClone(me.drawing) });
  root.dataset.theme = isDark(root) ? "dark" : "light";
  root.style.setProperty("--height", `${data.height}px`);
  if (pushed) take(me, first && recall(me));
  fill(me.$(".palette"), data.palette);
  underlay(me);
  draw(me);
  return () => clearTimeout(me.timer);
}

function begin(root) {
  const me = { root, $: (what) => root.querySelector(what), next: 1, tapped: {} };
  editors.set(root, me);
  const hands = { pointerdown: press, pointermove: move, pointerup: release, pointercancel: cancel };
  for (const [name, act] of Object.entries({ ...hands, keydown: type, click })) {
    root.addEventListener(name, (event) => act(me, event));
  }
  root.addEventListener("change", ({ target }) => rename(me, target.value));
  root.addEventListener("focusin", ({ target }) => target.matches(".part") && choose(me, target.dataset.id));
  root.addEventListener("focusout", () => me.timer && send(me));
}

// ---- the drawing and its steps

// A canvas that is new to this page takes what was drawn last: Python only knows what another one began with.
function take(me, stored) {
  const [parts, wires] = me.data.drawing;
  Object.assign(me, { past: [], future: [], at: "", from: "", drag: null, drawing: sound(me, { parts, wires }) });
  const given = JSON.stringify(me.drawing);
  if (stored) me.drawing = sound(me, stored);
  if (JSON.stringify(me.drawing) !== given) setTimeout(() => done(me, ["restored"]));
  else keep(me);
}

function sound({ kinds }, { parts, wires }) {
  const known = parts.filter(({ kind }) => kinds[kind]).map((part) => ({ ...part, ...snapped(part.x, part.y) }));
  const there = (id) => known.some((part) => part.id === id);
  return { parts: known, wires: wires.filter(({ from, to }) => there(from) && there(to)) };
}

function keep({ data, drawing }) {
  try {
    const { session, rev } = data;
    sessionStorage.setItem(`wiring ${data.place}`, JSON.stringify({ session, rev, ...drawing }));
  } catch {} // where the browser refuses, a reload begins anew
}

function recall({ data }) {
  try {
    const stored = JSON.parse(sessionStorage.getItem(`wiring ${data.place}`));
    const same = stored.session === data.session && stored.rev === data.rev;
    return (same || (data.restore && !data.drawing[0].length && stored.parts.length)) && stored;
  } catch {}
}

// Steps of the same `run` are taken back together, and sent when they pause.
function step(me, act, words, run = "") {
  const before = JSON.stringify(me.drawing);
  act(me.drawing);
  done(me, words, run, before);
}

function done(me, words, run = "", before = "") {
  if (before && (!run || run !== me.run)) me.past.push(before);
  if (before) me.future = [];
  me.run = run;
  keep(me);
  draw(me);
  say(me, ...words);
  clearTimeout(me.timer);
  if (run) me.timer = setTimeout(send, PAUSE, me);
  else send(me);
}

function send(me) {
  me.timer = clearTimeout(me.timer);
  me.send();
}

function back(me, from, to) {
  if (!me[from].length) return say(me, `no ${from}`);
  me[to].push(JSON.stringify(me.drawing));
  me.drawing = JSON.parse(me[from].pop());
  done(me, [from]);
  hold(me);
}

function fresh(me, letter) {
  const known = JSON.stringify([me.drawing, me.past, me.future]);
  while (known.includes(`"${letter}${me.next}`) || known.includes(`"${letter}${me.next}\\`)) me.next += 1;
  return letter + me.next;
}

const find = ({ drawing }, id) => [...drawing.parts, ...drawing.wires].find((one) => one.id === id);
const fixed = (me, id) => me.data.locked.includes(id);
const onGrid = (at, count) => clamp(Math.round(at / GRID), 2, count - 3) * GRID;
const snapped = (x, y) => ({ x: onGrid(x, COLS), y: onGrid(y, ROWS) });

function add(me, kind, at = free(me, me.kinds[kind])) {
  const part = { id: fresh(me, "p"), kind, ...at, label: "" };
  me.at = part.id;
  step(me, ({ parts }) => parts.push(part), ["added", me.kinds[kind].words]);
}

// Where a part goes that was tapped: names at the rim, layers low, memory high, as in the lecture's figure.
function free(me, { shape: look, ports, role }) {
  const rim = look === "pill";
  const xs = !rim ? [220, 320, 420, 520, 620, 720] : ports ? [880, 780] : [80, 180];
  const high = look === "round" || role === "memory";
  const ys = high ? [80, 160, 240, 320, 400] : [rim ? 400 : 320, 320, 400, 240, 160, 80];
  const spots = rim ? xs.flatMap((x) => ys.map((y) => [x, y])) : ys.flatMap((y) => xs.map((x) => [x, y]));
  const clear = ([x, y]) => !me.drawing.parts.some((part) => Math.abs(part.x - x) < 80 && Math.abs(part.y - y) < 60);
  return snapped(...(spots.find(clear) ?? [480, 240]));
}

function connect(me, from, to, port = -1) {
  const { ports, many } = me.kinds[find(me, to).kind];
  const into = me.drawing.wires.filter((wire) => wire.to === to);
  const open = [...Array(ports).keys()].find((k) => many || !into.some((wire) => wire.port === k));
  port = port < 0 || many ? (open ?? (ports === 1 ? 0 : ports)) : port;
  const old = into.find((wire) => wire.port === port && (!many || wire.from === from));
  let no = "";
  if (from === to) no = "itself";
  else if (!ports) no = "source";
  else if (port >= ports) no = "full";
  else if (old) no = old.from === from ? "twice" : fixed(me, old.id) ? "fixed" : "";
  me.from = "";
  look(me);
  if (no) return say(me, no, named(me, to));
  const wire = { id: fresh(me, "w"), from, to, port };
  const act = (drawing) => (drawing.wires = [...drawing.wires.filter((one) => one !== old), wire]);
  step(me, act, ["wired", named(me, from), named(me, to)]);
}

function remove(me, id) {
  const gone = me.drawing.wires.filter((wire) => [wire.id, wire.from, wire.to].includes(id));
  if (!find(me, id)) return say(me, "nothing");
  if ([id, ...gone.map((wire) => wire.id)].some((one) => fixed(me, one))) return say(me, "fixed");
  step(me, (drawing) => {
    drawing.wires = drawing.wires.filter((wire) => !gone.includes(wire));
    drawing.parts = drawing.parts.filter((part) => part.id !== id);
  }, ["removed", named(me, id)]);
  hold(me);
}

// Who works with keys must not lose the place when a part goes.
function hold(me) {
  if (!me.root.getRootNode().activeElement) (me.$(".parts").lastElementChild ?? me.$("button")).focus();
}

function rename(me, text) {
  const [part, label] = [find(me, me.at), text.trim().slice(0, 24)];
  if (!part || part.label === label) return;
  step(me, () => (part.label = label), [label ? "named" : "unnamed", me.kinds[part.kind].words, label]);
}

function shift(me, id, key) {
  const part = find(me, id);
  const goal = snapped(...[part.x, part.y].map((at, k) => at + WAYS[ARROWS[key]][k] * GRID));
  if (fixed(me, id)) return say(me, "fixed");
  step(me, () => Object.assign(part, goal), ["moved", goal.x, goal.y], id);
}

// Begin a wire at a part; a second time at the same one ends it.
function begun(me, id) {
  if (!me.kinds[find(me, id).kind].out) return say(me, "end", named(me, id));
  me.from = me.from === id ? "" : id;
  look(me);
  say(me, me.from ? "begun" : "cancelled", named(me, id));
}

// ---- words

function say(me, words, ...names) {
  me.$(".status").textContent = me.data.says[0][words].replace(/\{(\d)\}/g, (_, k) => names[k] ?? "");
}

function named(me, id) {
  const { kind, label, from, to, port } = find(me, id);
  const which = from && me.kinds[find(me, to).kind].ports > 1 ? `, ${port + 1}` : "";
  if (from) return `${named(me, from)} → ${named(me, to)}${which}`;
  const alike = me.drawing.parts.filter((part) => part.kind === kind && !part.label);
  const number = alike.length > 1 ? alike.findIndex((part) => part.id === id) + 1 : "";
  return `${me.kinds[kind].words} ${label || number}`.trim();
}

function spoken(me, id) {
  const ends = (near, far, sign) => {
    const names = me.drawing.wires.filter((wire) => wire[near] === id).map((wire) => named(me, wire[far]));
    return names.length && `${sign} ${names.join(" + ")}`;
  };
  const told = [named(me, id), fixed(me, id) && "fixed", ends("to", "from", "←"), ends("from", "to", "→")];
  return [...told, me.marks[id]?.text].filter(Boolean).join(", ");
}
