// The wiring editor: parts and wires drawn with mouse, finger or keys. After every step the drawing goes to Python.

import { isDark } from "../tools.js";
import { cancel, click, move, press, pressKey, release } from "./wiring_input.js";
import { choose, draw, drawGhosts, setHtml } from "./wiring_picture.js";
import { fitSheet } from "./wiring_sheet.js";
import { load, readStored, renamePart, send } from "./wiring_steps.js";

const editors = new WeakMap(); // root element -> what its editor keeps between two calls

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".wiring");
  if (!editors.has(root)) listen(root);
  const editor = editors.get(root);
  const isNew = !editor.data;
  const wasReplaced = editor.data?.rev !== data.rev;
  editor.data = data;
  editor.kinds = Object.fromEntries(data.kinds.map((row) => [row.kind, row]));
  editor.marks = Object.fromEntries(data.marks.map((mark) => [mark.id, mark]));
  editor.values = Object.fromEntries(data.values);
  editor.send = () => setStateValue("drawing", { rev: data.rev, ...structuredClone(editor.drawing) });
  root.dataset.theme = isDark(root) ? "dark" : "light";
  root.style.setProperty("--height", `${data.height}px`);
  fitSheet(editor);
  if (wasReplaced) load(editor, isNew && readStored(editor));
  setHtml(editor.$(".palette"), data.palette);
  show(editor);
  return () => clearTimeout(editor.timer);
}

function show(editor) {
  drawGhosts(editor);
  draw(editor);
}

function listen(root) {
  const editor = { root, $: (selector) => root.querySelector(selector), nextNumber: 1, lastTap: {} };
  editors.set(root, editor);
  const pointer = { pointerdown: press, pointermove: move, pointerup: release, pointercancel: cancel };
  for (const [name, handle] of Object.entries({ ...pointer, keydown: pressKey, click })) {
    root.addEventListener(name, (event) => handle(editor, event));
  }
  root.addEventListener("change", ({ target }) => renamePart(editor, target.value));
  root.addEventListener("focusin", ({ target }) => target.matches(".part") && choose(editor, target.dataset.id));
  root.addEventListener("focusout", () => editor.timer && send(editor));
  new ResizeObserver(() => editor.data && fitSheet(editor) && show(editor)).observe(editor.$(".frame"));
}
