// The wiring editor: parts and wires drawn with mouse, finger or keys. After every step the drawing goes to Python.

const editors = new WeakMap(); // root element -> what its editor keeps between two calls
const PAUSE = 300, TWICE = 400; // milliseconds: until moves by key are sent, between two taps
const ARROWS = { ArrowRight: 0, ArrowDown: 1, ArrowLeft: 2, ArrowUp: 3 };
const ICONS = { right: "✓", wrong: "✕", missing: "+", hint: "?" };

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
  const xs = look !== "pill" ? [220, 320, 420, 520, 620, 720] : ports ? [880, 780] : [80, 180];
  const ys = look === "round" || role === "memory" ? [80, 160, 240, 320, 400] : [320, 400, 240, 160, 80];
  const clear = ([x, y]) => !me.drawing.parts.some((part) => Math.abs(part.x - x) < 80 && Math.abs(part.y - y) < 60);
  return snapped(...(ys.flatMap((y) => xs.map((x) => [x, y])).find(clear) ?? [480, 240]));
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
  if (part && part.label !== label) step(me, () => (part.label = label), ["named", me.kinds[part.kind].words, label]);
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

const safe = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
const LOWER = '<tspan class="low" dy="4">$1$2</tspan><tspan dy="-4">\u200b</tspan>';
const typeset = (text) => safe(text).replace(/-/g, "−").replace(/_(?:\{([^}]*)\}|(\w))/g, LOWER);

// ---- drawing

function underlay(me) {
  const { parts, wires } = sound(me, { parts: me.data.ghosts[0], wires: me.data.ghosts[1] });
  const lines = Object.values(routes(parts, wires, me.kinds).lines).map(stroke);
  const bodies = parts.map((part) => `<g transform="${moved(part.x, part.y)}">${body(me, part)}</g>`);
  fill(me.$(".ghosts"), [...lines, ...bodies].join(""));
}

function draw(me) {
  const { parts, wires } = me.drawing;
  const { lines, forks, sides } = routes(parts, wires, me.kinds);
  match(me.$(".wires"), wires, (one, { id }) => {
    const [[a, b], [x, y]] = lines[id].slice(lines[id].length / 2 - 1);
    const mark = `<g transform="${moved((a + x) / 2, (b + y) / 2)}">${badge(me.marks[id])}</g>`;
    fill(one, `<path class="hit" d="${drawn(lines[id])}"/>${stroke(lines[id])}${mark}`);
  });
  match(me.$(".parts"), parts, (one, part) => {
    const plugs = sides[part.id].map((side, port) => plug(me, part, side, port));
    const told = { tabindex: 0, role: "button", "aria-label": spoken(me, part.id) };
    attributes(one, { ...told, transform: moved(part.x, part.y) });
    fill(one, [ring(me, part), body(me, part), ...plugs].join(""));
  });
  fill(me.$(".forks"), forks.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3.5"/>`).join(""));
  list(me);
  look(me);
}

// A group for every item. It stays the same element as long as the item is there, and so keeps the focus.
function match(layer, items, build) {
  const old = Object.fromEntries([...layer.children].map((one) => [one.dataset.id, one]));
  for (const item of items) {
    build(old[item.id] ?? layer.appendChild(shape("g", { "data-id": item.id })), item);
    delete old[item.id];
  }
  for (const one of Object.values(old)) one.remove();
}

// What has not changed is not touched: it may have the focus, or a finger on it.
function fill(element, html) {
  if (element.html !== html) element.innerHTML = element.html = html;
}

const moved = (x, y) => `translate(${x} ${y})`;

function stroke(line) {
  const [[a, b], [x, y]] = line.slice(-2);
  const turn = (Math.atan2(y - b, x - a) * 180) / Math.PI;
  const tip = `<path class="tip" transform="${moved(x, y)} rotate(${turn})" d="M0 0l-9-4.5v9z"/>`;
  return `<path class="line" d="${drawn(line)}"/>${tip}`;
}

function box(look, name, more = 0) {
  const [wide, high] = SIZES[look].map((half) => half + more);
  const round = look === "box" ? 4 + more / 2 : high;
  return `<rect class="${name}" x="${-wide}" y="${-high}" width="${2 * wide}" height="${2 * high}" rx="${round}"/>`;
}

function body(me, { kind, label }) {
  const { shape: look, glyph } = me.kinds[kind];
  const [wide, high] = SIZES[look];
  const [x, y] = look === "box" ? [8, -high - 11] : look === "round" ? [wide, -wide] : [-wide, -high - 6];
  const name = `<text class="name" x="${x}" y="${y}">${typeset(label ?? "")}</text>`;
  return `${box(look, `area ${look}`)}<text class="glyph">${typeset(glyph)}</text>${name}`;
}

// A port: a dot, or a slot where many wires may end; the area that a finger hits is larger.
function plug(me, { id, kind }, side, port) {
  const { shape: look, many } = me.kinds[kind];
  const used = port && me.drawing.wires.some((wire) => wire.to === id && (many || wire.port === port - 1));
  const at = moved(...WAYS[side].map((step, k) => step * SIZES[look][k]));
  const dot = port && many ? '<rect x="-2" y="-8" width="4" height="16" rx="2"/>' : '<circle r="4"/>';
  const kinds = `port ${port ? "in" : "out"} ${used ? "used" : ""}`;
  const hit = '<circle class="hit" cx="4" r="14"/>';
  return `<g class="${kinds}" data-port="${port - 1}" transform="${at} rotate(${side * 90})">${hit}${dot}</g>`;
}

function ring(me, { id, kind }) {
  const [look, mark] = [me.kinds[kind].shape, me.marks[id]];
  const [wide, high] = SIZES[look];
  return mark ? `${box(look, "ring", 6)}<g transform="${moved(-wide - 4, -high - 4)}">${badge(mark)}</g>` : "";
}

function badge(mark) {
  if (!mark) return "";
  return `<title>${safe(mark.text)}</title><circle class="badge" r="9"/><text class="icon">${ICONS[mark.look]}</text>`;
}

function list(me) {
  const button = (act, id, label, text) =>
    `<button type="button" data-act="${act}" value="${safe(id)}" aria-label="${safe(label)}">${safe(text)}</button>`;
  const end = (id) => (fixed(me, id) ? "fixed" : button("unwire", id, `Remove ${named(me, id)}`, "Remove"));
  const rows = me.drawing.wires.map(({ id }) => `<li><span>${safe(named(me, id))}</span> ${end(id)}</li>`);
  const said = ({ id, look, text }) => `<li class="${look}"><b>${ICONS[look]}</b>${button("go", id, text, text)}</li>`;
  fill(me.$(".remarks"), me.data.marks.map(said).join(""));
  fill(me.$(".list ul"), rows.join(""));
  me.$("summary").textContent = rows.length === 1 ? "1 wire" : `${rows.length} wires`;
}

// What is chosen, where a wire begins, and what the tools are about.
function look(me) {
  for (const one of me.root.querySelectorAll("[data-id]")) {
    const { id } = one.dataset;
    const kind = me.kinds[find(me, id).kind];
    one.setAttribute("class", `${kind ? `part role-${kind.role}` : "wire"} ${me.marks[id]?.look ?? ""}`);
    one.classList.toggle("chosen", id === me.at);
    one.classList.toggle("source", id === me.from);
    one.classList.toggle("fixed", fixed(me, id));
    if (!kind && (me.marks[id] || id === me.at)) one.parentElement.append(one); // over wires that run along with it
  }
  const frame = me.$(".frame");
  frame.classList.toggle("open", Boolean(me.from));
  frame.tabIndex = frame.scrollWidth > frame.clientWidth + 1 ? 0 : -1;
  me.$(".empty").classList.toggle("gone", Boolean(me.drawing.parts[0] ?? me.data.ghosts[0][0]));
  tools(me);
}

function tools(me) {
  const part = me.drawing.parts.find(({ id }) => id === me.at);
  const shown = JSON.stringify([me.at, part?.label]);
  const field = { disabled: !part, value: part?.label ?? "" };
  if (me.shown !== shown) Object.assign(me.$("input"), field); // else somebody may be typing in it
  me.shown = shown;
  const idle = { undo: !me.past[0], redo: !me.future[0], remove: !find(me, me.at) };
  for (const [act, off] of Object.entries(idle)) me.$(`[data-act=${act}]`).setAttribute("aria-disabled", off);
}

function choose(me, id) {
  me.at = id;
  look(me);
}

// Show what is drawn as large as it can be, or the whole canvas again.
function fit(me) {
  const on = me.$(".frame").classList.toggle("fit");
  const [xs, ys] = ["x", "y"].map((axis) => me.drawing.parts.map((part) => part[axis]));
  const [left, top] = [Math.min(...xs) - 60, Math.min(...ys) - 60];
  const view = [left, top, Math.max(...xs) + 60 - left, Math.max(...ys) + 60 - top];
  me.$(".canvas").setAttribute("viewBox", on && xs.length ? view.join(" ") : "0 0 960 480");
  me.$("[data-act=fit]").setAttribute("aria-pressed", on);
}

// ---- hands: mouse, pen, finger

function hit(target) {
  const [port, one] = [target?.closest(".port"), target?.closest("[data-id]")];
  const at = { id: one?.dataset.id ?? "", part: Boolean(one?.matches(".part")) };
  return port ? { ...at, port: Number(port.dataset.port) } : at;
}

function place(me, event) {
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(me.$(".canvas").getScreenCTM().inverse());
  return [x, y];
}

function press(me, event) {
  const { target, isPrimary, button, clientX: x, clientY: y, pointerId } = event;
  const kind = target.closest(".palette button")?.value;
  if (!isPrimary || button || !(kind || target.closest(".canvas"))) return;
  const one = hit(target);
  me.drag = { ...one, kind, x, y, output: one.port === -1, before: JSON.stringify(me.drawing), at: place(me, event) };
  if (kind || one.part) me.root.setPointerCapture(pointerId);
}

function move(me, event) {
  const { drag } = me;
  if (!drag || !(drag.moved ||= Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 5)) return;
  const [x, y] = place(me, event);
  if (drag.kind) trail(me, `M${x - 30} ${y - 20}h60v40h-60z`);
  else if (drag.output) trail(me, `M${drag.at}L${x} ${y}`);
  else if (drag.part && !fixed(me, drag.id)) {
    const part = find(me, drag.id);
    drag.by ??= [part.x - drag.at[0], part.y - drag.at[1]];
    const goal = snapped(x + drag.by[0], y + drag.by[1]);
    if (goal.x !== part.x || goal.y !== part.y) draw(me, Object.assign(part, goal));
  }
  me.$(".frame").classList.toggle("open", drag.output || Boolean(me.from));
}

function trail(me, d) {
  me.$(".trail").setAttribute("d", d);
}

function release(me, event) {
  const { drag } = me;
  if (!drag) return;
  me.$(".frame").classList.toggle("open", Boolean(me.from));
  const over = me.root.getRootNode().elementFromPoint(event.clientX, event.clientY);
  const goal = hit(over);
  me.drag = null;
  trail(me, "");
  if (!drag.moved) drag.kind ? add(me, drag.kind) : tap(me, drag, event);
  else if (drag.kind) over?.closest(".canvas") && add(me, drag.kind, snapped(...place(me, event)));
  else if (drag.output) goal.part ? connect(me, drag.id, goal.id, goal.port) : say(me, "cancelled");
  else if (JSON.stringify(me.drawing) !== drag.before) {
    const { x, y } = find(me, drag.id);
    done(me, ["moved", x, y], "", drag.before);
  }
}

function tap(me, { id, part, port, output }, event) {
  const again = part && me.tapped.id === id && event.timeStamp - me.tapped.time < TWICE;
  me.tapped = { id, time: event.timeStamp };
  if (output && (!me.from || me.from === id)) return begun(me, id);
  if (me.from && part) return connect(me, me.from, id, port);
  if (me.from) return cancel(me);
  choose(me, id);
  if (again && !output) edit(me);
}

function cancel(me) {
  if (!me.drag && !me.from) return;
  if (me.drag?.moved && me.drag.part) me.drawing = JSON.parse(me.drag.before);
  Object.assign(me, { drag: null, from: "" });
  trail(me, "");
  draw(me);
  say(me, "cancelled");
}

function edit(me) {
  me.$("input").focus();
  me.$("input").select();
}

// What buttons do; each has the name of its act, and a value if it is about something.
const ACTS = {
  undo: (me) => back(me, "past", "future"),
  redo: (me) => back(me, "future", "past"),
  remove: (me) => remove(me, me.at),
  fit,
  unwire: (me, id) => (remove(me, id), me.$("summary").focus()),
  go: (me, id) => me.$(`.part[data-id="${id}"]`)?.focus() ?? choose(me, id),
  add: (me, kind, detail) => detail || add(me, kind), // by key; hands were heard when they let go
};

function click(me, { target, detail }) {
  const button = target.closest("button");
  if (button) ACTS[button.dataset.act](me, button.value, detail);
}

// ---- keys

function type(me, event) {
  const { key, target, shiftKey, ctrlKey, metaKey } = event;
  const [ctrl, id] = [ctrlKey || metaKey, target.closest(".part")?.dataset.id];
  if (key !== "Tab" && !ctrl) event.stopPropagation(); // the page has keys of its own
  let act = pressed(me, key, id, target);
  if (ctrl) act = { z: () => ACTS[shiftKey ? "redo" : "undo"](me), y: () => ACTS.redo(me) }[key.toLowerCase()];
  if (target.matches("input")) act = inField(me, key);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function pressed(me, key, id, target) {
  if (key === "Escape") return () => cancel(me);
  if (["Delete", "Backspace"].includes(key) && target.closest(".frame")) return () => remove(me, id ?? me.at);
  if (!id) return undefined;
  if (key in ARROWS) return () => shift(me, id, key);
  if (key.toLowerCase() === "w") return () => begun(me, id);
  if (key === "F2") return () => edit(me);
  if (key === "Enter" || key === " ") return () => (me.from ? connect(me, me.from, id) : edit(me));
  return me.from && /^[1-9]$/.test(key) && (() => connect(me, me.from, id, key - 1));
}

// In the field for the name: Enter takes it, Escape leaves it; both lead back to the part.
function inField(me, key) {
  const back = () => me.$(".part.chosen")?.focus();
  if (key === "Enter") return back;
  return key === "Escape" && (() => back(me.$("input").value = find(me, me.at).label));
}
