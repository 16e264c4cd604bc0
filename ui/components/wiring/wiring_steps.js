// What a learner does to a drawing, step by step: every step can be taken back, is stored in the tab and sent to Python.

import { find, fixed, free, fresh, named, snapped, sound } from "./wiring_drawing.js";
import { draw, look } from "./wiring_picture.js";
import { ARROWS, GRID, WAYS } from "./wiring_routes.js";

const PAUSE = 300; // milliseconds until moves by key are sent

// A canvas that is new to this page takes what was drawn last: Python only knows what another one began with.
export function take(me, stored) {
  const [parts, wires] = me.data.drawing;
  Object.assign(me, { past: [], future: [], at: "", from: "", drag: null, drawing: sound(me, { parts, wires }) });
  const given = JSON.stringify(me.drawing);
  if (stored) me.drawing = sound(me, stored);
  if (JSON.stringify(me.drawing) !== given) setTimeout(() => done(me, ["restored"]));
  else keep(me);
}

function keep({ data, drawing }) {
  try {
    const { session, rev } = data;
    sessionStorage.setItem(`wiring ${data.place}`, JSON.stringify({ session, rev, ...drawing }));
  } catch {
    // where the browser refuses, a reload begins anew
  }
}

export function recall({ data }) {
  try {
    const stored = JSON.parse(sessionStorage.getItem(`wiring ${data.place}`));
    const same = stored.session === data.session && stored.rev === data.rev;
    return (same || (data.restore && !data.drawing[0].length && stored.parts.length)) && stored;
  } catch {
    return undefined; // nothing is stored, or the browser refuses
  }
}

// Steps of the same `run` are taken back together, and sent when they pause.
function step(me, act, words, run = "") {
  const before = JSON.stringify(me.drawing);
  act(me.drawing);
  done(me, words, run, before);
}

export function done(me, words, run = "", before = "") {
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

export function send(me) {
  me.timer = clearTimeout(me.timer);
  me.send();
}

export function back(me, from, to) {
  if (!me[from].length) return say(me, `no ${from}`);
  me[to].push(JSON.stringify(me.drawing));
  me.drawing = JSON.parse(me[from].pop());
  done(me, [from]);
  hold(me);
}

export function add(me, kind, at = free(me, me.kinds[kind])) {
  const part = { id: fresh(me, "p"), kind, ...at, label: "" };
  me.at = part.id;
  step(me, ({ parts }) => parts.push(part), ["added", me.kinds[kind].words]);
}

export function connect(me, from, to, port = -1) {
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

export function remove(me, id) {
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

export function rename(me, text) {
  const [part, label] = [find(me, me.at), text.trim().slice(0, 24)];
  if (!part || part.label === label) return;
  step(me, () => (part.label = label), [label ? "named" : "unnamed", me.kinds[part.kind].words, label]);
}

export function shift(me, id, key) {
  const part = find(me, id);
  const goal = snapped(...[part.x, part.y].map((at, k) => at + WAYS[ARROWS[key]][k] * GRID));
  if (fixed(me, id)) return say(me, "fixed");
  step(me, () => Object.assign(part, goal), ["moved", goal.x, goal.y], id);
}

// Begin a wire at a part; a second time at the same one ends it.
export function begun(me, id) {
  if (!me.kinds[find(me, id).kind].out) return say(me, "end", named(me, id));
  me.from = me.from === id ? "" : id;
  look(me);
  say(me, me.from ? "begun" : "cancelled", named(me, id));
}

export function say(me, words, ...names) {
  me.$(".status").textContent = me.data.says[0][words].replace(/\{(\d)\}/g, (_, k) => names[k] ?? "");
}
