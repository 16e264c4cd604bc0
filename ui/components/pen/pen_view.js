// What is seen of the sheet: where on it the window lies and how large it is shown, and the ink itself.

import { clamp, setAttributes } from "../tools.js";

export const SHEET = [960, 480]; // pixels of the sheet, which Python knows
const LEGIBLE = 0.62; // smaller, and a finger cannot draw a box: then the sheet is larger than the window
const FINGER = 0.8; // the scale of such a sheet at first
const THIN = 2.4, FAINT = 0.14;

// Take the size of the window. The whole sheet is shown, unless it were too small for a finger.
export function fitWindow(editor) {
  const { clientWidth: room } = editor.root;
  if (!room || room === editor.room) return;
  const [high, rem] = [innerHeight, 16];
  const most = Math.min(560, Math.max(high - 27 * rem, Math.min(high - 17 * rem, 350), 280)); // what stands around it
  const fitting = Math.min(room / SHEET[0], most / SHEET[1]);
  const isLarger = fitting < LEGIBLE;
  const first = isLarger ? FINGER : fitting;
  const width = Math.round(isLarger ? room : SHEET[0] * first);
  const height = Math.round(Math.min(SHEET[1] * first, isLarger ? Math.max(high - 9 * rem, 240) : most));
  const whole = isLarger ? Math.min(width / SHEET[0], height / SHEET[1]) : first;
  Object.assign(editor, { room, width, height, whole, first, view: { scale: first, left: 0, top: 0 } });
  Object.assign(editor.$(".frame").style, { width: `${width}px`, height: `${height}px` });
  editor.root.classList.toggle("larger", isLarger);
  showView(editor);
}

export function toInk({ view, $ }, { clientX, clientY }) {
  const { left, top } = $(".stage").getBoundingClientRect();
  return [view.left + (clientX - left) / view.scale, view.top + (clientY - top) / view.scale];
}

// Show another part of the sheet; there is always some of it in the window.
export function showView(editor, next = editor.view) {
  const scale = clamp(next.scale, editor.whole, 4);
  const [wide, high] = [editor.width / scale, editor.height / scale];
  const within = (at, room, size) => (size > room ? (room - size) / 2 : clamp(at, 0, room - size));
  editor.view = { scale, left: within(next.left, SHEET[0], wide), top: within(next.top, SHEET[1], high) };
  const { left, top } = editor.view;
  editor.$("svg").setAttribute("viewBox", `${left} ${top} ${wide} ${high}`);
  editor.$("[data-act=whole]").setAttribute("aria-pressed", scale <= editor.whole + 1e-9);
  drawInk(editor);
}

// Zoom by a factor around a point of the window, and move that point.
export function zoom(editor, factor, [x, y], [dx, dy] = [0, 0]) {
  const { view } = editor;
  const scale = clamp(view.scale * factor, editor.whole, 4);
  const at = [view.left + x / view.scale, view.top + y / view.scale];
  showView(editor, { scale, left: at[0] - (x + dx) / scale, top: at[1] - (y + dy) / scale });
}

export const toggleWhole = (editor) =>
  showView(editor, { ...editor.view, scale: editor.view.scale > editor.whole ? editor.whole : editor.first });

// ---- the ink

// All of it: what was read gives way to its glyphs, unless the ink is kept; what was erased is gone.
export function drawInk(editor) {
  const pen = prepare(editor);
  pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
  aim(editor, pen);
  const { erased = [], unread = [], of = 0 } = editor.reading ?? {};
  const [gone, fresh] = [new Set(erased), new Set(unread)];
  const passes = [[], []]; // faint, full
  editor.strokes.forEach((stroke, k) => {
    const isRead = k < of && !fresh.has(k) && !editor.keep;
    if (isRead && k < editor.data.given) return; // drawn by ruler already
    if (!gone.has(k)) passes[isRead ? 0 : 1].push(stroke);
  });
  passes.forEach((strokes, full) => {
    pen.globalAlpha = full ? 1 : FAINT;
    for (const stroke of strokes) pen.stroke(stroke.path ??= pathOf(stroke.points));
  });
  if (editor.live) pen.stroke(pathOf(editor.live.points));
}

// One piece more of the stroke that is being drawn: nothing else is touched.
export function drawPiece(editor, points) {
  const pen = editor.$("canvas").getContext("2d");
  aim(editor, pen);
  pen.stroke(pathOf(points));
}

// A canvas has as many dots as the screen.
function prepare(editor) {
  const canvas = editor.$("canvas");
  const size = [editor.width, editor.height].map((length) => Math.round(length * devicePixelRatio));
  if (canvas.width !== size[0] || canvas.height !== size[1]) setAttributes(canvas, { width: size[0], height: size[1] });
  const pen = canvas.getContext("2d");
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalAlpha = 1;
  return pen;
}

function aim({ view, colour }, pen) {
  const scale = view.scale * devicePixelRatio;
  pen.setTransform(scale, 0, 0, scale, -view.left * scale, -view.top * scale);
  Object.assign(pen, { lineWidth: THIN, lineCap: "round", lineJoin: "round", strokeStyle: colour, globalAlpha: 1 });
}

function pathOf(points) {
  const path = new Path2D();
  path.moveTo(points[0][0], points[0][1]);
  for (const point of points.length > 1 ? points.slice(1) : points) path.lineTo(point[0], point[1]);
  return path;
}
