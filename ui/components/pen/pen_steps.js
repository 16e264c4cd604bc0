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
  Object.assign(editor, { future: [], templates: readTemplates(), taught: new Map() });
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

// With the ink of a sign, what it was told to be is known the next time, too; until it is undone.
export function correct(editor, corrections, sign = null) {
  if (sign) editor.taught.set(corrections[0], { kind: corrections[0].kind, strokes: sign.map(coarseText).join(" ") });
  apply(editor, { corrections });
  editor.future = [];
  commitInk(editor);
}

function apply(editor, { stroke = null, corrections = [] }) {
  if (stroke) editor.strokes.push(stroke);
  else editor.corrections.push(...corrections);
  for (const one of corrections) teach(editor, editor.taught.get(one));
  editor.steps.push(stroke ? 0 : corrections.length);
}

export function undoStep(editor) {
  if (!editor.steps.length) return;
  const count = editor.steps.pop();
  const undone = count ? { corrections: editor.corrections.splice(-count) } : { stroke: editor.strokes.pop() };
  for (const one of undone.corrections ?? []) unteach(editor, editor.taught.get(one));
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

const coarseText = ({ points }) => encodeStroke(evenlySpaced(points, 6)); // enough to compare shapes

// The newest stay.
function teach(editor, template) {
  if (template) storeTemplates(editor, [...editor.templates, template].slice(-MOST_TEMPLATES));
}

function unteach(editor, template) {
  if (template) storeTemplates(editor, editor.templates.filter((one) => one !== template));
}

function storeTemplates(editor, templates) {
  editor.templates = templates;
  try {
    localStorage.setItem(TEMPLATES, JSON.stringify(templates));
  } catch {
    // they hold as long as the page is open
  }
}
