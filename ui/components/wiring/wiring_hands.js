// Hands on the wiring editor: mouse, pen and finger first, then the keys.

import { find, fixed, snapped } from "./wiring_drawing.js";
import { choose, draw, fit } from "./wiring_picture.js";
import { add, back, begun, connect, done, remove, say, shift } from "./wiring_steps.js";
import { ARROWS } from "./wiring_routes.js";

const TWICE = 400; // milliseconds between two taps on the same part

function hit(target) {
  const [port, one] = [target?.closest(".port"), target?.closest("[data-id]")];
  const at = { id: one?.dataset.id ?? "", part: Boolean(one?.matches(".part")) };
  return port ? { ...at, port: Number(port.dataset.port) } : at;
}

function place(me, event) {
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(me.$(".canvas").getScreenCTM().inverse());
  return [x, y];
}

export function press(me, event) {
  const { target, isPrimary, button, clientX: x, clientY: y, pointerId } = event;
  const kind = target.closest(".palette button")?.value;
  if (!isPrimary || button || !(kind || target.closest(".canvas"))) return;
  const one = hit(target);
  me.drag = { ...one, kind, x, y, output: one.port === -1, before: JSON.stringify(me.drawing), at: place(me, event) };
  if (kind || one.part) me.root.setPointerCapture(pointerId);
}

export function move(me, event) {
  const { drag } = me;
  if (!drag || !(drag.moved ||= Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 5)) return;
  const [x, y] = place(me, event);
  if (drag.kind) trail(me, `M${x - 30} ${y - 20}h60v40h-60z`);
  else if (drag.output) trail(me, `M${drag.at}L${x} ${y}`);
  else if (drag.part && !fixed(me, drag.id)) {
    const part = find(me, drag.id);
    drag.by ??= [part.x - drag.at[0], part.y - drag.at[1]];
    const goal = snapped(x + drag.by[0], y + drag.by[1]);
    if (goal.x !== part.x || goal.y !== part.y) {
      Object.assign(part, goal);
      draw(me);
    }
  }
  me.$(".frame").classList.toggle("open", drag.output || Boolean(me.from));
}

function trail(me, d) {
  me.$(".trail").setAttribute("d", d);
}

export function release(me, event) {
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

export function cancel(me) {
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

export function click(me, { target, detail }) {
  const button = target.closest("button");
  if (button) ACTS[button.dataset.act](me, button.value, detail);
}

// ---- keys

export function type(me, event) {
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
  if (key !== "Escape") return undefined;
  return () => {
    me.$("input").value = find(me, me.at).label;
    back();
  };
}
