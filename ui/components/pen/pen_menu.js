// One tap on what was read: a small menu of what else it may be. A tap on two parts in turn wires them.

import { escaped, nameItem } from "./pen_picture.js";
import { awayFrom, boxOf, encodeStroke, gap } from "./pen_strokes.js";
import { addStroke, correct } from "./pen_steps.js";
import { nearestOn } from "./pen_wires.js";

const NEAR_WIRE = 9, NEAR_PART = 6, NEAR_INK = 14; // pixels of the sheet

// The part, else the wire, at a point of the sheet.
function itemAtPoint({ figure, reading }, point) {
  const at = ({ id }) => figure.boxes[id] && awayFrom(figure.boxes[id], point) < NEAR_PART;
  const on = ({ id }) => figure.own[id] && gap(nearestOn(figure.own[id], point), point) < NEAR_WIRE;
  return [...reading.parts].reverse().find(at) ?? reading.wires.find(on);
}

export function tapAt(editor, point) {
  const item = itemAtPoint(editor, point);
  if (item) return choose(editor, item.id);
  if (editor.menu) return closeMenu(editor);
  const loose = looseAt(editor, point);
  const inside = editor.strokes.some(({ box }) => awayFrom(box, point) === 0);
  if (loose.length && !inside) return openMenu(editor, { strokes: loose });
  if (inside) addStroke(editor, encodeStroke([point])); // a dot, such as that of ⊙
}

// Ink that was not read, with what belongs to it: all that lies close together.
function looseAt({ reading, strokes }, point) {
  const left = reading.unread.filter((k) => strokes[k]);
  const found = left.filter((k) => awayFrom(strokes[k].box, point) < NEAR_INK).slice(0, 1);
  for (let k = 0; k < found.length; k += 1) {
    const [a, b, c, d] = strokes[found[k]].box;
    const close = ({ box: [e, f, g, h] }) => Math.max(a - g, e - c, b - h, f - d) < NEAR_INK;
    found.push(...left.filter((other) => !found.includes(other) && close(strokes[other])));
  }
  return found;
}

export function choose(editor, id) {
  const [from, to] = [editor.menu?.id, id].map((name) => editor.reading.parts.find((one) => one.id === name));
  const moving = editor.menu?.moving;
  if (moving && to) return moveEnd(editor, moving, to);
  if (from && to && from !== to) return addWire(editor, from, to);
  openMenu(editor, { id });
}

const wireCorrection = (action, from, to) => ({ do: action, from, to });

function addWire(editor, from, to) {
  closeMenu(editor);
  correct(editor, [wireCorrection("add", from.ref, to.ref)]);
  focusItem(editor, to.id);
}

function moveEnd(editor, wire, to) {
  const [source, target] = endsOf(editor, wire);
  closeMenu(editor);
  correct(editor, [wireCorrection("drop", source, target), wireCorrection("add", source, to.ref)]);
  focusItem(editor, to.id);
}

const refOf = ({ reading }, id) => reading.parts.find((one) => one.id === id).ref;
const endsOf = (editor, { from, to }) => [refOf(editor, from), refOf(editor, to)];

// ---- the menu

export function openMenu(editor, menu) {
  const { reading, figure, strokes } = editor;
  const item = [...reading.parts, ...reading.wires].find(({ id }) => id === menu.id);
  const tip = figure.tips[menu.id];
  const box = menu.strokes ? boxOf(menu.strokes.map((k) => strokes[k])) : figure.boxes[menu.id] ?? [...tip, ...tip];
  const element = editor.$(".menu");
  editor.menu = { ...menu, item };
  element.innerHTML = menuHtml(editor, editor.menu);
  element.hidden = false;
  placeMenu(editor, element, tip ? [tip[0], tip[1], tip[0], tip[1]] : box);
  markChosen(editor);
}

function placeMenu({ view, width, height }, element, [left, top, right, low]) {
  const across = ((left + right) / 2 - view.left) * view.scale - element.offsetWidth / 2;
  const [below, above] = [
    (low - view.top) * view.scale + 22,
    (top - view.top) * view.scale - 14 - element.offsetHeight,
  ];
  element.style.left = `${Math.max(4, Math.min(across, width - element.offsetWidth - 4))}px`;
  element.style.top = `${below + element.offsetHeight > height && above > 0 ? above : below}px`;
}

function menuHtml(editor, { item, id }) {
  const says = editor.data.says[0];
  const button = (action, value, text, label = "") =>
    `<button type="button" data-act="${action}" value="${escaped(value)}"${
      label ? ` aria-label="${escaped(label)}"` : ""
    }>${text}</button>`;
  const title = `<b>${id ? escaped(nameItem(editor, id)) : says["what is it"]}</b>`;
  if (item?.from) {
    return title +
      [["turn", says.turn], ["drop", says.drop], ["move", says.move]].map(([act, text]) => button(act, "", text)).join(
        "",
      );
  }
  const kinds = offered(editor, item).map(({ kind, glyph, words }) =>
    button("kind", kind, `<span class="face">${editor.typeset(glyph)}</span>`, words)
  );
  const isBox = item && editor.kinds[item.kind].shape === "box";
  const label = isBox
    ? `<label>${says.label} <input maxlength="24" size="7" autocomplete="off" spellcheck="false" placeholder="f_t" value="${
      escaped(item.label)
    }"></label>`
    : "";
  const none = item && item.kind !== "join" ? button("kind", "", says["no part"]) : "";
  return [title, ...kinds, label, none, item ? `<small>${says["wire from"]}</small>` : ""].join("");
}

// Kinds that this may be, the likeliest first.
function offered(editor, item) {
  const rows = Object.values(editor.kinds).filter(({ kind }) => kind !== "join" && kind !== item?.kind);
  if (item?.kind === "join") return [];
  const family = (row) => (row.shape === "pill" ? (row.ports ? "leaves" : "comes") : "inside");
  const own = item ? family(editor.kinds[item.kind]) : "inside";
  const same = rows.filter((row) => family(row) === own);
  return same.sort((a, b) => Number(b.kind === item?.second) - Number(a.kind === item?.second));
}

export function closeMenu(editor) {
  const id = editor.menu?.id;
  const had = editor.$(".menu").contains(editor.root.getRootNode().activeElement);
  editor.menu = null;
  editor.$(".menu").hidden = true;
  markChosen(editor);
  if (had) focusItem(editor, id);
}

export const focusItem = (editor, id) => editor.$(`.items [data-id="${id}"]`)?.focus();

export function markChosen(editor) {
  for (const group of editor.$(".items").children) {
    group.classList.toggle("chosen", group.dataset.id === (editor.menu?.moving?.id ?? editor.menu?.id));
  }
}

// What the buttons of the menu do.
export const MENU_ACTIONS = {
  kind(editor, kind) {
    const { item, strokes } = editor.menu;
    const isEnd = item && editor.kinds[item.kind].shape === "pill";
    const own = isEnd ? item.end : item?.strokes ?? strokes;
    closeMenu(editor);
    const sign = kind && !isEnd ? signOf(own.map((k) => editor.strokes[k])) : null;
    correct(editor, [{ do: isEnd ? "state" : "kind", strokes: own, kind }], sign);
  },
  turn: (editor) => correctWire(editor, "turn"),
  drop: (editor) => correctWire(editor, "drop"),
  move(editor) {
    const { item } = editor.menu;
    closeMenu(editor);
    editor.menu = { id: "", moving: item };
    markChosen(editor);
    editor.announce("choose its end");
  },
};

function correctWire(editor, action) {
  const [from, to] = endsOf(editor, editor.menu.item);
  closeMenu(editor);
  correct(editor, [wireCorrection(action, from, to)]);
}

// What is written inside a box or circle: the strokes that stay away from the rim of all of them.
function signOf(strokes) {
  const [left, top, right, low] = boxOf(strokes);
  const [across, down] = [(right - left) / 10, (low - top) / 10];
  const within = ({ box: [a, b, c, d] }) => a > left + across && b > top + down && c < right - across && d < low - down;
  const inside = strokes.filter(within);
  return inside.length ? inside : strokes;
}

export function nameFromMenu(editor, text) {
  const { item } = editor.menu ?? {};
  const label = text.trim().slice(0, 24);
  if (!item || item.label === label) return;
  closeMenu(editor);
  correct(editor, [{ do: "label", at: item.ref, label }]);
}
