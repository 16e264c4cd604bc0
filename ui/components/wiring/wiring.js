// The wiring editor: parts and wires drawn with mouse, finger or keys. After every step the drawing goes to Python.

import { isDark } from "../tools.js";
import { cancel, click, move, press, release, type } from "./wiring_hands.js";
import { choose, draw, fill, underlay } from "./wiring_picture.js";
import { recall, rename, send, take } from "./wiring_steps.js";

const editors = new WeakMap(); // root element -> what its editor keeps between two calls

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".wiring");
  if (!editors.has(root)) begin(root);
  const me = editors.get(root);
  const [first, pushed] = [!me.data, me.data?.rev !== data.rev];
  me.data = data;
  me.kinds = Object.fromEntries(data.kinds.map((row) => [row.kind, row]));
  me.marks = Object.fromEntries(data.marks.map((mark) => [mark.id, mark]));
  me.send = () => setStateValue("drawing", { rev: data.rev, ...structuredClone(me.drawing) });
  root.dataset.theme = isDark(root) ? "dark" : "light";
  root.style.setProperty("--height", `${data.height}px`);
  if (pushed) take(me, first && recall(me));
  fill(me.$(".palette"), data.palette);
  underlay(me);
  draw(me);
  return () => clearTimeout(me.timer);
}

function begin(root) {
  const me = { root, $: (what) => root.querySelector(what), next: 1, tapped: {} };
  editors.set(root, me);
  const hands = { pointerdown: press, pointermove: move, pointerup: release, pointercancel: cancel };
  for (const [name, act] of Object.entries({ ...hands, keydown: type, click })) {
    root.addEventListener(name, (event) => act(me, event));
  }
  root.addEventListener("change", ({ target }) => rename(me, target.value));
  root.addEventListener("focusin", ({ target }) => target.matches(".part") && choose(me, target.dataset.id));
  root.addEventListener("focusout", () => me.timer && send(me));
}
