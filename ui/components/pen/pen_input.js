// Input to the sheet: pen, finger and mouse draw; two fingers move the sheet; a tap asks what something is.

import { encodeStroke, evenlySpaced, gap } from "./pen_strokes.js";
import { addStroke, redoStep, undoStep } from "./pen_steps.js";
import { drawInk, drawPiece, toInk, zoom } from "./pen_view.js";

const PALM = 700; // milliseconds after a pen was near, within which a touch is taken for the hand that holds it
const TAP = 4, BRIEF = 500; // pixels and milliseconds of a tap
const WRITING = 600, AT_HAND = 40; // milliseconds and pixels from the last stroke within which ink goes on, however small

export function penDown(editor, event) {
  const { pointerType, pointerId, timeStamp, button } = event;
  if (button || (pointerType === "touch" && isPalm(editor, timeStamp))) return;
  event.preventDefault(); // nothing is selected or scrolled
  if (pointerType === "pen") notePen(editor, event);
  if (pointerType === "touch") {
    editor.fingers.set(pointerId, [event.clientX, event.clientY]);
    if (editor.fingers.size > 1) return takeBack(editor);
  }
  if (editor.live) return;
  editor.$(".stage").setPointerCapture(pointerId);
  const at = toInk(editor, event);
  editor.live = { pointerId, points: [at], start: timeStamp, from: [event.clientX, event.clientY], far: 0 };
}

export function penMove(editor, event) {
  if (event.pointerType === "pen") notePen(editor, event);
  if (editor.fingers.has(event.pointerId) && editor.fingers.size > 1) return pinch(editor, event);
  const { live } = editor;
  if (live?.pointerId !== event.pointerId) return;
  const all = event.getCoalescedEvents?.() ?? [];
  const before = live.points.length;
  for (const one of all.length ? all : [event]) {
    live.far = Math.max(live.far, gap(live.from, [one.clientX, one.clientY]));
    live.points.push(toInk(editor, one));
  }
  drawPiece(editor, live.points.slice(before - 1));
}

export function penUp(editor, event) {
  editor.fingers.delete(event.pointerId);
  const { live } = editor;
  if (live?.pointerId !== event.pointerId) return;
  editor.live = null;
  const took = event.timeStamp - live.start;
  if (live.far < TAP && took < BRIEF && !isWriting(editor, live)) return editor.tap(live.points[0]);
  editor.lifted = { at: [event.clientX, event.clientY], when: event.timeStamp };
  editor.begun ??= live.start;
  addStroke(editor, encodeStroke(evenlySpaced(live.points), live.start - editor.begun, took));
}

// A dot or the letter of a small word is no tap while one writes.
const isWriting = ({ lifted }, { start, from }) =>
  lifted && start - lifted.when < WRITING && gap(from, lifted.at) < AT_HAND;

// The browser took the pointer for something else, such as a palm.
export function penCancel(editor, event) {
  editor.fingers.delete(event.pointerId);
  if (editor.live?.pointerId === event.pointerId) takeBack(editor);
}

function takeBack(editor) {
  editor.live = null;
  drawInk(editor);
}

// ---- the hand that holds the pen

const isPalm = (editor, now) => now - editor.penSeen < PALM;

function notePen(editor, { timeStamp }) {
  editor.penSeen = timeStamp;
  if (!editor.fingers.size) return;
  if (editor.fingers.has(editor.live?.pointerId)) takeBack(editor); // the palm came before the pen
  editor.fingers.clear();
}

// ---- two fingers

function pinch(editor, event) {
  const { left, top } = editor.$(".stage").getBoundingClientRect();
  const ends = () => [...editor.fingers.values()].slice(0, 2);
  const [[a, b], now] = [ends(), [event.clientX, event.clientY]];
  editor.fingers.set(event.pointerId, now);
  const [c, d] = ends();
  const middle = ([x, y], [u, v]) => [(x + u) / 2, (y + v) / 2];
  const [from, to] = [middle(a, b), middle(c, d)];
  zoom(editor, gap(c, d) / Math.max(gap(a, b), 1), [from[0] - left, from[1] - top], [to[0] - from[0], to[1] - from[1]]);
}

export function penWheel(editor, event) {
  if (!event.ctrlKey) return; // a bare wheel scrolls the page
  event.preventDefault();
  const { left, top } = editor.$(".stage").getBoundingClientRect();
  zoom(editor, Math.exp(-event.deltaY / 200), [event.clientX - left, event.clientY - top]);
}

// ---- keys

export function penKey(editor, event) {
  const [key, ctrl] = [event.key.toLowerCase(), event.ctrlKey || event.metaKey];
  if (key !== "tab" && !ctrl) event.stopPropagation(); // the page has keys of its own
  const does = ctrl && (key === "y" || (key === "z" && event.shiftKey) ? redoStep : key === "z" && undoStep);
  const action = does ? () => does(editor) : editor.keyAction(event);
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}
