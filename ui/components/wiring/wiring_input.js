// Input to the wiring editor: mouse, pen and finger first, then the keyboard.

import { find, isLocked, snapToGrid } from "./wiring_drawing.js";
import { choose, draw } from "./wiring_picture.js";
import { ARROWS } from "./wiring_routes.js";
import { fromSheet, toSheet, view } from "./wiring_sheet.js";
import { addPart, announce, commit, connect, nudge, removeItem, startWire, travel } from "./wiring_steps.js";

const DOUBLE_TAP = 400; // milliseconds between two taps on the same part

// The part or wire under an element, and the port if it is one: -1 for the output.
function itemAt(target) {
  const [port, group] = [target?.closest(".port"), target?.closest("[data-id]")];
  const item = { id: group?.dataset.id ?? "", part: Boolean(group?.matches(".part")) };
  return port ? { ...item, port: Number(port.dataset.port) } : item;
}

const elementAt = (editor, { clientX, clientY }) => editor.root.getRootNode().elementFromPoint(clientX, clientY);

function canvasPoint(editor, event) {
  const toCanvas = editor.$(".canvas").getScreenCTM().inverse();
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toCanvas);
  return fromSheet(editor, [x, y]);
}

export function press(editor, event) {
  const { target, isPrimary, button, clientX: x, clientY: y, pointerId } = event;
  const kind = target.closest(".palette button")?.value;
  if (!isPrimary || button || !(kind || target.closest(".canvas"))) return;
  const item = itemAt(elementAt(editor, event)); // a browser may take a finger for one at a port beside it
  editor.drag = {
    ...item,
    kind,
    x,
    y,
    output: item.port === -1,
    before: JSON.stringify(editor.drawing),
    start: canvasPoint(editor, event),
  };
  if (kind || item.part) editor.root.setPointerCapture(pointerId);
}

export function move(editor, event) {
  const { drag } = editor;
  if (!drag || !(drag.moved ||= Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 5)) return;
  const [x, y] = canvasPoint(editor, event);
  if (drag.kind) drawTrail(editor, [x, y], "m-30-20h60v40h-60z");
  else if (drag.output) drawTrail(editor, drag.start, `L${toSheet(editor, [x, y])}`);
  else if (drag.part && !isLocked(editor, drag.id)) {
    const part = find(editor, drag.id);
    drag.offset ??= [part.x - drag.start[0], part.y - drag.start[1]];
    const goal = snapToGrid(x + drag.offset[0], y + drag.offset[1]);
    if (goal.x !== part.x || goal.y !== part.y) {
      Object.assign(part, goal);
      draw(editor);
    }
  }
  editor.$(".frame").classList.toggle("open", drag.output || Boolean(editor.from));
}

function drawTrail(editor, from, d) {
  editor.$(".trail").setAttribute("d", from ? `M${toSheet(editor, from)}${d}` : "");
}

export function release(editor, event) {
  const { drag } = editor;
  if (!drag) return;
  editor.$(".frame").classList.toggle("open", Boolean(editor.from));
  const target = elementAt(editor, event);
  const goal = itemAt(target);
  editor.drag = null;
  drawTrail(editor);
  if (!drag.moved) drag.kind ? addPart(editor, drag.kind) : tap(editor, drag, event);
  else if (drag.kind) {
    target?.closest(".canvas") && addPart(editor, drag.kind, snapToGrid(...canvasPoint(editor, event)));
  } else if (drag.output) goal.part ? connect(editor, drag.id, goal.id, goal.port) : announce(editor, "cancelled");
  else if (JSON.stringify(editor.drawing) !== drag.before) {
    const { x, y } = find(editor, drag.id);
    commit(editor, ["moved", x, y], "", drag.before);
  }
}

function tap(editor, { id, part, port, output }, event) {
  const isSecond = part && editor.lastTap.id === id && event.timeStamp - editor.lastTap.time < DOUBLE_TAP;
  editor.lastTap = { id, time: event.timeStamp };
  if (output && (!editor.from || editor.from === id)) return startWire(editor, id);
  if (editor.from && part) return connect(editor, editor.from, id, port);
  if (editor.from) return cancel(editor);
  choose(editor, id);
  if (isSecond && !output) editLabel(editor);
}

export function cancel(editor) {
  if (!editor.drag && !editor.from) return;
  if (editor.drag?.moved && editor.drag.part) editor.drawing = JSON.parse(editor.drag.before);
  Object.assign(editor, { drag: null, from: "" });
  drawTrail(editor);
  draw(editor);
  announce(editor, "cancelled");
}

function editLabel(editor) {
  editor.$("input").focus();
  editor.$("input").select();
}

// What buttons do, by their data-act; the value of a button says what it is about.
const ACTIONS = {
  undo: (editor) => travel(editor, "past", "future"),
  redo: (editor) => travel(editor, "future", "past"),
  remove: (editor) => removeItem(editor, editor.chosen),
  fit: (editor) => view(editor, editor.$("[data-act=fit]").ariaPressed === "false"),
  wire: (editor) => {
    const isPart = find(editor, editor.chosen)?.kind;
    isPart ? startWire(editor, editor.chosen) : announce(editor, "no part");
  },
  unwire: (editor, id) => (removeItem(editor, id), editor.$("summary").focus()),
  go: (editor, id) => editor.$(`.part[data-id="${id}"]`)?.focus() ?? choose(editor, id),
  add: (editor, kind, detail) => detail || addPart(editor, kind), // by key only: `release` has heard of pointers
};

export function click(editor, { target, detail }) {
  const button = target.closest("button");
  if (button) ACTIONS[button.dataset.act](editor, button.value, detail);
}

// ---- keys

export function pressKey(editor, event) {
  const { key, target, shiftKey, ctrlKey, metaKey } = event;
  const [ctrl, id] = [ctrlKey || metaKey, target.closest(".part")?.dataset.id];
  if (key !== "Tab" && !ctrl) event.stopPropagation(); // the page has keys of its own
  let action = keyAction(editor, key, id, target);
  if (ctrl) action = historyKeyAction(editor, key.toLowerCase(), shiftKey);
  if (target.matches("input")) action = labelKeyAction(editor, key);
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

function historyKeyAction(editor, key, shiftKey) {
  if (key === "y" || (key === "z" && shiftKey)) return () => ACTIONS.redo(editor);
  return key === "z" && (() => ACTIONS.undo(editor));
}

function keyAction(editor, key, id, target) {
  if (key === "Escape") return () => cancel(editor);
  if (["Delete", "Backspace"].includes(key) && target.closest(".frame")) {
    return () => removeItem(editor, id ?? editor.chosen);
  }
  if (!id) return undefined;
  if (key in ARROWS) return () => nudge(editor, id, key);
  if (key.toLowerCase() === "w") return () => startWire(editor, id);
  if (key === "F2") return () => editLabel(editor);
  if (key === "Enter" || key === " ") return () => (editor.from ? connect(editor, editor.from, id) : editLabel(editor));
  return editor.from && /^[1-9]$/.test(key) && (() => connect(editor, editor.from, id, key - 1));
}

// In the label's field: Enter accepts what is typed, Escape drops it; both lead back to the part.
function labelKeyAction(editor, key) {
  const focusPart = () => editor.$(".part.chosen")?.focus();
  if (key === "Enter") return focusPart;
  if (key !== "Escape") return undefined;
  return () => {
    editor.$("input").value = find(editor, editor.chosen).label;
    focusPart();
  };
}
