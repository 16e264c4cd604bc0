// The keys of whoever presents a page. Nothing is done here but pressing the buttons that the page has: they may be
// hidden meanwhile, or lie within a component. While somebody types, and on what has arrow keys of its own, keys are left alone.

import { make } from "../tools.js";

const KEYS = {
  ArrowRight: "next",
  PageDown: "next",
  ArrowLeft: "back",
  PageUp: "back",
  " ": "play",
  r: "reveal",
  p: "cover",
  s: "stop",
  t: "squash",
  f: "full",
  F5: "full",
  q: "code",
  b: "black",
  ".": "black",
  h: "help",
  "?": "help",
  Escape: "leave",
};
const COMMON = [["F", "full screen"], ["B", "black"], ["Q", "code"], ["Esc", "leave"]];
const SHOWN_FOR = 6000; // milliseconds without the mouse
const SLACK = 12; // pixels that nobody misses
const PARTS = "[data-testid=stElementContainer]";
const NO_TEXT = ["button", "checkbox", "radio", "range", "submit", "reset"];

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const view = Object.assign(parts(parentElement), { data, presses: new Map(data.presses) });
  const acts = {
    full: () => toggleFullScreen(),
    black: () => (view.black.hidden = !view.black.hidden),
    help: () => showBar(view, !view.bar.classList.contains("shown")),
    code: () => toggleCode(view, () => setStateValue("asked", location.href)),
    leave: () => closeOne(view) || setTriggerValue("left", true),
  };
  const act = (name) => {
    if (acts[name]) return acts[name]();
    closeOne(view);
    showBar(view, false);
    if (data.scrolls && turnPage(name)) return;
    press(view.presses.get(name) ?? []);
  };
  const onKey = (event) => {
    const name = actOf(event, view.presses);
    if (!name) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the page has shortcuts of its own
    act(name);
  };
  const onMove = () => showBar(view, true);
  for (const button of view.root.querySelectorAll("button")) button.onclick = () => act(button.value);
  view.code.onclick = view.black.onclick = () => closeOne(view);
  drawLegend(view);
  drawCode(view);
  globalThis.addEventListener("keydown", onKey, true);
  globalThis.addEventListener("pointermove", onMove, { passive: true });
  if (!view.root.dataset.begun) showBar(view, true);
  view.root.dataset.begun = "true";
  return () => {
    globalThis.removeEventListener("keydown", onKey, true);
    globalThis.removeEventListener("pointermove", onMove);
  };
}

function parts(parentElement) {
  const part = (name) => parentElement.querySelector(`.${name}`);
  return {
    root: part("presenter"),
    bar: part("bar"),
    code: part("code"),
    black: part("black"),
    legend: part("legend"),
  };
}

// ---- keys ----

// What a key means, or nothing where it belongs to what has the focus.
export function actOf(event, presses) {
  if (event.ctrlKey || event.metaKey || event.altKey) return "";
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const [target] = event.composedPath();
  if (key !== "Escape" && isTyped(target)) return "";
  if (key.startsWith("Arrow") && hasArrows(target)) return "";
  if (key === " ") return isPressed(target) ? "" : presses.has("play") ? "play" : "next";
  return KEYS[key] ?? "";
}

const isTyped = (target) =>
  target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName) ||
  (target.tagName === "INPUT" && !NO_TEXT.includes(target.type));
const hasArrows = (target) => target.type === "range" || target.getAttribute?.("role") === "slider";
const isPressed = (target) =>
  ["BUTTON", "A", "SUMMARY", "INPUT"].includes(target.tagName) || target.getAttribute?.("role") === "button";

// Press the first of these that is there and can be pressed.
function press(selectors) {
  for (const selector of selectors) {
    const found = find(document, selector);
    if (!found || found.disabled) continue;
    found.click();
    return;
  }
}

// What does not fit into the window is gone through before one goes on, whole parts at a time; whether there was more.
function turnPage(name) {
  const main = document.querySelector("[data-testid=stMain]");
  const height = main.clientHeight;
  const rest = name === "next" ? main.scrollHeight - height - main.scrollTop : name === "back" ? main.scrollTop : 0;
  if (rest < SLACK || document.querySelector("[data-test-script-state=running]")) {
    main.scrollTop = 0;
    return false;
  }
  const boxes = [...main.querySelectorAll(PARTS)].map((part) => part.getBoundingClientRect()).filter((box) =>
    box.height
  );
  const cut = boxes.filter((box) => box.top > SLACK && box.bottom > height && box.top < height);
  const down = Math.max(Math.min(...cut.map((box) => box.top), 0.9 * height) - SLACK, height / 2);
  main.scrollBy(0, name === "next" ? down : -0.8 * height);
  return true;
}

// The first element that fits, within components, too.
function find(root, selector) {
  const found = root.querySelector(selector);
  if (found) return found;
  for (const { shadowRoot } of root.querySelectorAll("*")) {
    const inside = shadowRoot && find(shadowRoot, selector);
    if (inside) return inside;
  }
  return null;
}

// ---- what lies over the page ----

function closeOne(view) {
  const open = [view.black, view.code].find((part) => !part.hidden);
  if (open) open.hidden = true;
  return Boolean(open);
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {}); // a browser may refuse; nothing is lost
}

function showBar({ root, bar }, isShown) {
  clearTimeout(root.timer);
  bar.classList.toggle("shown", isShown);
  if (isShown) root.timer = setTimeout(() => bar.classList.remove("shown"), SHOWN_FOR);
}

function drawLegend({ legend, data }) {
  const rows = [...data.legend, ...COMMON].map(([key, words]) => {
    const row = make("div");
    row.append(make("dt", "", key), make("dd", "", words));
    return row;
  });
  legend.replaceChildren(...rows);
}

// ---- the code of the address ----

function toggleCode({ code }, ask) {
  code.hidden = !code.hidden;
  if (!code.hidden) ask();
}

function drawCode({ code, data }) {
  if (!data.code) return;
  const picture = code.querySelector(".picture");
  if (picture.dataset.address !== data.code.address) picture.innerHTML = data.code.svg;
  picture.dataset.address = data.code.address;
  code.querySelector(".address").textContent = data.code.address;
  code.querySelector(".note").textContent = data.code.note;
}
