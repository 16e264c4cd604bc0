// What changes a sheet of ink: strokes and corrections, each of which can be undone. The whole sheet is stored in this
// tab and sent to Python after every step, so that nothing is lost with the page or the connection.

import { decodeStroke, encodeStroke, evenlySpaced } from "./pen_strokes.js";

const MOST_TEMPLATES = 40, TEMPLATES = "recall-pen";

// Show the sheet from Python, or what this tab has stored: Python only knows what an earlier component began with.
export function loadInk(editor, stored) {
  const [given] = editor.data.ink;
  unpack(editor, given);
  const before = packed(editor);
  if (stored) unpack(editor, stored);
  Object.assign(editor, { future: [], templates: readTemplates() });
  if (JSON.stringify(packed(editor)) !== JSON.stringify(before)) setTimeout(() => sendInk(editor));
}

// `steps` says in which order things came: 0 for a stroke, else how many corrections were one step.
function unpack(editor, { strokes, corrections, steps }) {
  editor.strokes = strokes ? strokes.split(" ").map(decodeStroke) : [];
  editor.corrections = corrections ?? [];
  editor.steps = steps ?? [...editor.strokes.map(() => 0), ...editor.corrections.map(() => 1)];
}

const packed = ({ strokes, corrections, steps }) => ({
  strokes: strokes.map(({ text }) => text).join(" "),
  corrections,
  steps,
});

export function sendInk(editor) {
  editor.sent = editor.strokes.length;
  editor.send({ ...packed(editor), templates: editor.templates });
}

export function readInk({ data }) {
  try {
    const stored = JSON.parse(sessionStorage.getItem(`pen ${data.place}`));
    const same = stored.session === data.session && stored.rev === data.rev;
    return (same || (!data.ink[0].strokes && stored.strokes)) && stored;
  } catch {
    return undefined; // nothing is stored, or the browser stores nothing
  }
}

function commitInk(editor) {
  try {
    const { session, rev, place } = editor.data;
    sessionStorage.setItem(`pen ${place}`, JSON.stringify({ session, rev, ...packed(editor) }));
  } catch {
    // where the browser stores nothing, a reload begins anew
  }
  sendInk(editor);
  editor.redraw();
}

export function addStroke(editor, text) {
  apply(editor, { stroke: decodeStroke(text) });
  editor.future = [];
  commitInk(editor);
}

export function correct(editor, ...corrections) {
  apply(editor, { corrections });
  editor.future = [];
  commitInk(editor);
}

function apply(editor, { stroke = null, corrections = [] }) {
  if (stroke) editor.strokes.push(stroke);
  else editor.corrections.push(...corrections);
  editor.steps.push(stroke ? 0 : corrections.length);
}

export function undoStep(editor) {
  if (!editor.steps.length) return;
  const count = editor.steps.pop();
  const undone = count ? { corrections: editor.corrections.splice(-count) } : { stroke: editor.strokes.pop() };
  editor.future.push(undone);
  commitInk(editor);
}

export function redoStep(editor) {
  if (!editor.future.length) return;
  apply(editor, editor.future.pop());
  commitInk(editor);
}

// ---- how this learner draws a kind of part

function readTemplates() {
  try {
    const stored = JSON.parse(localStorage.getItem(TEMPLATES));
    return Array.isArray(stored) ? stored.slice(-MOST_TEMPLATES) : [];
  } catch {
    return [];
  }
}

// The newest stay. Few points are enough to compare shapes.
export function keepTemplate(editor, kind, strokes) {
  const coarse = strokes.map(({ points }) => encodeStroke(evenlySpaced(points, 6))).join(" ");
  editor.templates = [...editor.templates, { kind, strokes: coarse }].slice(-MOST_TEMPLATES);
  try {
    localStorage.setItem(TEMPLATES, JSON.stringify(editor.templates));
  } catch {
    // they hold as long as the page is open
  }
}
