// A sheet of paper: what is drawn with pen, finger or mouse goes to Python, and comes back as a clean figure over the ink.

import { isDark } from "../tools.js";
import { drawGhostFigure } from "./pen_ghosts.js";
import { penCancel, penDown, penKey, penMove, penUp, penWheel } from "./pen_input.js";
import { choose, closeMenu, markChosen, MENU_ACTIONS, nameFromMenu, openMenu, tapAt } from "./pen_menu.js";
import { drawFigure, typesetGlyph } from "./pen_picture.js";
import { loadInk, readInk, redoStep, undoStep } from "./pen_steps.js";
import { drawInk, fitWindow, toggleWhole } from "./pen_view.js";

const NOTHING_READ = { of: 0, parts: [], wires: [], nets: [], unread: [], erased: [], words: "", told: "" };
const NO_NEWS = { reading: [NOTHING_READ], marks: [], gaps: [], values: [], now: [] };
const sheets = new WeakMap(); // root element -> what its editor keeps between two calls

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".pen");
  if (!sheets.has(root)) listenToPen(root);
  const editor = sheets.get(root);
  const isFresh = !editor.data;
  const wasReplaced = editor.data?.rev !== data.rev || editor.data?.place !== data.place;
  editor.data = data;
  editor.kinds = Object.fromEntries(data.kinds.map((row) => [row.kind, row]));
  editor.send = (ink) => setStateValue("ink", { rev: data.rev, ...ink });
  root.dataset.theme = isDark(root) ? "dark" : "light";
  editor.colour = getComputedStyle(root).getPropertyValue("--ink");
  if (wasReplaced) loadInk(editor, isFresh && readInk(editor));
  drawGhostFigure(editor);
  takeNews(editor);
  fitWindow(editor);
  addEventListener("recall-ink", editor.listen);
  return () => removeEventListener("recall-ink", editor.listen);
}

// What was read, and what was found in it: it comes by itself (pen_reading.js), and may be of another sheet.
function takeNews(editor) {
  const { place, rev, session } = editor.data;
  const news = /** @type {any} */ (globalThis).recallInk?.[place];
  const isOurs = news?.rev === rev && news.session === session;
  if (isOurs && news === editor.news) return;
  editor.news = isOurs ? news : NO_NEWS;
  editor.marks = Object.fromEntries(editor.news.marks.map((mark) => [mark.id, mark]));
  editor.values = Object.fromEntries(editor.news.values);
  editor.redraw();
  tell(editor);
}

// The sheet in words, once Python has read it.
function tell(editor) {
  const [{ words, told, of }] = editor.news.reading;
  editor.root.dataset.read = of; // how many strokes
  if (editor.words !== words) editor.$(".status").textContent = editor.words = words;
  if (editor.told !== told) editor.$(".told").textContent = editor.told = told;
}

function listenToPen(root) {
  const editor = { root, $: (selector) => root.matches(selector) ? root : root.querySelector(selector) };
  const stage = editor.$(".stage");
  Object.assign(editor, {
    fingers: new Map(),
    penSeen: -1e9,
    live: null,
    menu: null,
    keep: false,
    typeset: typesetGlyph,
  });
  sheets.set(root, editor);
  editor.tap = (point) => tapAt(editor, point);
  editor.keyAction = (event) => actionOfKey(editor, event);
  editor.listen = () => takeNews(editor);
  editor.announce = (key) => {
    editor.$(".status").textContent = editor.$(".told").textContent = editor.data.says[0][key];
  };
  editor.redraw = () => {
    drawFigure(editor);
    if (editor.width) drawInk(editor);
    markChosen(editor);
    drawHistory(editor);
  };
  const pointers = { pointerdown: penDown, pointermove: penMove, pointerup: penUp, pointercancel: penCancel };
  for (const [name, handle] of Object.entries({ ...pointers, wheel: penWheel })) {
    stage.addEventListener(name, (event) => handle(editor, event), { passive: false });
  }
  root.addEventListener("keydown", (event) => penKey(editor, event));
  root.addEventListener("click", (event) => clickOnSheet(editor, event));
  root.addEventListener("change", ({ target }) => target.matches(".menu input") && nameFromMenu(editor, target.value));
  new ResizeObserver(() => editor.data && fitWindow(editor)).observe(root);
}

function drawHistory(editor) {
  const { $, steps, future, strokes } = editor;
  $("[data-act=undo]").setAttribute("aria-disabled", !steps.length);
  $("[data-act=redo]").setAttribute("aria-disabled", !future.length);
  $(".empty").classList.toggle("gone", strokes.length > 0 || editor.data.ghosts[0].length > 0);
}

const SHEET_ACTIONS = {
  undo: undoStep,
  redo: redoStep,
  whole: toggleWhole,
  keep(editor) {
    editor.keep = !editor.keep;
    editor.$("[data-act=keep]").setAttribute("aria-pressed", editor.keep);
    editor.root.classList.toggle("kept", editor.keep);
    drawInk(editor);
  },
  ...MENU_ACTIONS,
};

function clickOnSheet(editor, { target }) {
  const button = target.closest("button");
  if (!button) return;
  if (!button.closest(".menu")) closeMenu(editor);
  SHEET_ACTIONS[button.dataset.act](editor, button.value);
}

function actionOfKey(editor, { key, target }) {
  if (key === "Escape" && editor.menu) return () => closeMenu(editor);
  if (target.matches("input") && key === "Enter") return () => nameFromMenu(editor, target.value);
  const id = target.closest(".item")?.dataset.id;
  if (!id) return undefined;
  if (key === "Enter" || key === " ") {
    return () => {
      choose(editor, id);
      editor.$(".menu button")?.focus();
    };
  }
  return ["Delete", "Backspace"].includes(key) ? () => removeRead(editor, id) : undefined;
}

function removeRead(editor, id) {
  openMenu(editor, { id });
  editor.menu.item.from ? MENU_ACTIONS.drop(editor) : MENU_ACTIONS.kind(editor, "");
}
