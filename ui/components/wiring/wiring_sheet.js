// The sheet on the screen: it always fits its frame. Where that is narrow, the same drawing is laid on a sheet twice as
// tall, with larger parts, so that a thumb can take them. What is kept and sent has the same coordinates on both.

import { setAttributes } from "../tools.js";
import { SIZES } from "./wiring_routes.js";

// A sheet with its parts so much larger, so many times as tall, and reaching so far beyond the rim.
function sheetOf(large, tall, beyond) {
  const grown = Object.entries(SIZES).map(([shape, [wide, high]]) => [shape, [wide * large, (high * large) / tall]]);
  return { large, tall, beyond, sizes: Object.fromEntries(grown) };
}
const WIDE = sheetOf(1, 1, 0), NARROW = sheetOf(1.8, 2, 34);
const ROOM = 560; // pixels of width below which the sheet is tall
export const WIDTH = 960, HEIGHT = 480;

export const toSheet = ({ sheet }, [x, y]) => [x, y * sheet.tall];
export const fromSheet = ({ sheet }, [x, y]) => [x, y / sheet.tall];

// The sheet for a frame that is so many pixels wide; 0 for one that is not on the page.
export const sheetFor = (width) => (width && width < ROOM ? NARROW : WIDE);

// Choose the sheet by the width of the frame; says whether it has changed.
export function fitSheet(editor) {
  const frame = editor.$(".frame");
  const sheet = sheetFor(frame.clientWidth);
  if (editor.sheet === sheet) return false;
  editor.sheet = sheet;
  frame.classList.toggle("tall", sheet === NARROW);
  const [x, width, height] = [-sheet.beyond, WIDTH + 2 * sheet.beyond, HEIGHT * sheet.tall];
  setAttributes(editor.$(".paper"), { x, width, height });
  editor.$(".empty").setAttribute("y", (HEIGHT * sheet.tall) / 2);
  view(editor);
  return true;
}

// Show the whole sheet, or what is drawn as large as it can be.
export function view(editor, close = false) {
  const drawn = close && editor.drawing?.parts.length ? boxAround(editor, editor.drawing.parts) : null;
  const { beyond, tall } = editor.sheet; // larger parts reach over the rim
  const whole = [-beyond, 0, WIDTH + 2 * beyond, HEIGHT * tall];
  editor.$(".canvas").setAttribute("viewBox", (drawn ?? whole).join(" "));
  editor.$("[data-act=fit]").setAttribute("aria-pressed", close);
}

// The view in which these parts are as large as they can be.
export function boxAround(editor, parts) {
  const points = parts.map(({ x, y }) => toSheet(editor, [x, y]));
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  const margin = 60 * editor.sheet.large;
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  return [left, top, Math.max(...xs) + margin - left, Math.max(...ys) + margin - top];
}
