// What changes a drawing. Every change can be undone, is stored in this tab and sent to Python.

import { cleaned, find, freePlace, isLocked, nameOf, newId, snapToGrid } from "./wiring_drawing.js";
import { draw, drawStates } from "./wiring_picture.js";
import { ARROWS, DIRECTIONS, GRID } from "./wiring_routes.js";

const PAUSE = 300; // milliseconds without a key until moves by key are sent

// Show the drawing from Python, or what this tab has stored: Python only knows what an earlier canvas began with.
export function load(editor, stored) {
  const [parts, wires] = editor.data.drawing;
  Object.assign(editor, {
    past: [],
    future: [],
    chosen: "",
    from: "",
    drag: null,
    drawing: cleaned(editor, { parts, wires }),
  });
  const given = JSON.stringify(editor.drawing);
  if (stored) editor.drawing = cleaned(editor, stored);
  if (JSON.stringify(editor.drawing) !== given) setTimeout(() => commit(editor, ["restored"]));
  else store(editor);
}

function store({ data, drawing }) {
  try {
    const { session, rev } = data;
    sessionStorage.setItem(`wiring ${data.place}`, JSON.stringify({ session, rev, ...drawing }));
  } catch {
    // where the browser stores nothing, a reload begins anew
  }
}

export function readStored({ data }) {
  try {
    const stored = JSON.parse(sessionStorage.getItem(`wiring ${data.place}`));
    const same = stored.session === data.session && stored.rev === data.rev;
    return (same || (data.restore && !data.drawing[0].length && stored.parts.length)) && stored;
  } catch {
    return undefined; // nothing is stored, or the browser stores nothing
  }
}

// Changes of one `series` are undone together, and sent when they pause.
function change(editor, apply, message, series = "") {
  const before = JSON.stringify(editor.drawing);
  apply(editor.drawing);
  commit(editor, message, series, before);
}

// `message` is a key of wiring.toml, and the names it puts into its sentence.
export function commit(editor, message, series = "", before = "") {
  if (before && (!series || series !== editor.series)) editor.past.push(before);
  if (before) editor.future = [];
  editor.series = series;
  store(editor);
  draw(editor);
  announce(editor, ...message);
  clearTimeout(editor.timer);
  if (series) editor.timer = setTimeout(send, PAUSE, editor);
  else send(editor);
}

export function send(editor) {
  editor.timer = clearTimeout(editor.timer);
  editor.send();
}

// Undo and redo: from one history to the other.
export function travel(editor, from, to) {
  if (!editor[from].length) return announce(editor, `no ${from}`);
  editor[to].push(JSON.stringify(editor.drawing));
  editor.drawing = JSON.parse(editor[from].pop());
  commit(editor, [from]);
  keepFocus(editor);
}

export function addPart(editor, kind, place = freePlace(editor, editor.kinds[kind])) {
  const part = { id: newId(editor, "p"), kind, ...place, label: "" };
  editor.chosen = part.id;
  change(editor, ({ parts }) => parts.push(part), ["added", editor.kinds[kind].words]);
}

export function connect(editor, from, to, port = -1) {
  const { ports, many } = editor.kinds[find(editor, to).kind];
  const incoming = editor.drawing.wires.filter((wire) => wire.to === to);
  const open = [...Array(ports).keys()].find((k) => many || !incoming.some((wire) => wire.port === k));
  port = port < 0 || many ? (open ?? (ports === 1 ? 0 : ports)) : port;
  const old = incoming.find((wire) => wire.port === port && (!many || wire.from === from));
  let refusal = "";
  if (from === to) refusal = "itself";
  else if (!ports) refusal = "source";
  else if (port >= ports) refusal = "full";
  else if (old) refusal = old.from === from ? "twice" : isLocked(editor, old.id) ? "fixed" : "";
  editor.from = "";
  drawStates(editor);
  if (refusal) return announce(editor, refusal, nameOf(editor, to));
  const wire = { id: newId(editor, "w"), from, to, port };
  const apply = (drawing) => (drawing.wires = [...drawing.wires.filter((other) => other !== old), wire]);
  change(editor, apply, ["wired", nameOf(editor, from), nameOf(editor, to)]);
}

export function removeItem(editor, id) {
  const removed = editor.drawing.wires.filter((wire) => [wire.id, wire.from, wire.to].includes(id));
  if (!find(editor, id)) return announce(editor, "nothing");
  if ([id, ...removed.map((wire) => wire.id)].some((other) => isLocked(editor, other))) {
    return announce(editor, "fixed");
  }
  change(editor, (drawing) => {
    drawing.wires = drawing.wires.filter((wire) => !removed.includes(wire));
    drawing.parts = drawing.parts.filter((part) => part.id !== id);
  }, ["removed", nameOf(editor, id)]);
  keepFocus(editor);
}

// Whoever works with keys must not lose the focus when a part goes.
function keepFocus(editor) {
  if (!editor.root.getRootNode().activeElement) (editor.$(".parts").lastElementChild ?? editor.$("button")).focus();
}

export function renamePart(editor, text) {
  const [part, label] = [find(editor, editor.chosen), text.trim().slice(0, 24)];
  if (!part || part.label === label) return;
  change(editor, () => (part.label = label), [label ? "named" : "unnamed", editor.kinds[part.kind].words, label]);
}

export function nudge(editor, id, key) {
  const part = find(editor, id);
  const goal = snapToGrid(...[part.x, part.y].map((position, k) => position + DIRECTIONS[ARROWS[key]][k] * GRID));
  if (isLocked(editor, id)) return announce(editor, "fixed");
  change(editor, () => Object.assign(part, goal), ["moved", goal.x, goal.y], id);
}

// Begin a wire at a part; a second time at the same part cancels it.
export function startWire(editor, id) {
  if (!editor.kinds[find(editor, id).kind].out) return announce(editor, "end", nameOf(editor, id));
  editor.from = editor.from === id ? "" : id;
  drawStates(editor);
  announce(editor, editor.from ? "begun" : "cancelled", nameOf(editor, id));
}

export function announce(editor, key, ...names) {
  editor.$(".status").textContent = editor.data.says[0][key].replace(/\{(\d)\}/g, (_, k) => names[k] ?? "");
}
