// A sheet of ink, drawn once more in the order and the times in which it was drawn, with the moments of its mistakes.
// The picture is an SVG from Python, whose strokes say when they came; all else happens here and sends nothing.

import { showPlaying } from "../playing.js";
import { clamp, isDark, make, setAttributes } from "../tools.js";
import { savePicture, saveSheet, sharePicture } from "./picture.js";
import { clockText, prepare, showSheet, skipPause } from "./ink.js";

const SPEEDS = [1, 4, 16];
const views = new WeakMap(); // root element -> {data, strokes, signs, at, speed, timer ...}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".ink-replay");
  if (!views.has(root)) views.set(root, { root, speed: 4, timer: 0 });
  const view = views.get(root);
  root.dataset.theme = isDark(root) ? "dark" : "light";
  if (view.data?.svg !== data.svg) open(view, data);
  return () => pause(view);
}

function open(view, data) {
  const { root } = view;
  const { texts } = data;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches; // then a stroke comes whole
  Object.assign(view, { data, calm, ...prepare(root.querySelector(".sheet"), data.svg) });
  root.setAttribute("aria-label", texts.replay);
  const names = { ".play": texts.play, ".back": texts.back, ".on": texts.on };
  for (const [name, text] of Object.entries(names)) {
    setAttributes(root.querySelector(name), { "aria-label": text, title: text });
  }
  const range = root.querySelector("input");
  setAttributes(range, { max: data.seconds, "aria-label": texts.moment });
  drawSpeeds(view);
  drawMistakes(view);
  drawAlong(view);
  listen(view);
  goTo(view, data.seconds);
}

// ---- moving through time

function goTo(view, seconds) {
  const { root, data } = view;
  view.at = clamp(seconds, 0, data.seconds);
  showSheet(view, view.at);
  const range = root.querySelector("input");
  range.value = view.at;
  const time = data.texts.time.replace("{0}", clockText(view.at)).replace("{1}", clockText(data.seconds));
  root.querySelector(".time").textContent = time;
  const last = data.events.findLast(([at]) => at <= view.at + 0.005)?.[1] ?? "";
  range.setAttribute("aria-valuetext", [time, last].filter(Boolean).join(": "));
  if (!view.timer) root.querySelector(".said").textContent = last;
  root.querySelector(".back").disabled = view.at <= 0;
  root.querySelector(".on").disabled = view.at >= data.seconds;
}

// To the event before or after: a part or a wire that was finished.
function jump(view, way) {
  const times = [0, ...view.data.events.map(([at]) => at), view.data.seconds];
  const next = way > 0 ? times.find((at) => at > view.at + 0.01) : times.findLast((at) => at < view.at - 0.01);
  stopAt(view, next ?? view.at);
}

function stopAt(view, seconds) {
  pause(view);
  goTo(view, seconds);
}

function play(view) {
  if (view.at >= view.data.seconds) goTo(view, 0);
  let before = performance.now();
  const tick = (now) => {
    const next = skipPause(view, view.at + ((now - before) / 1000) * view.speed);
    before = now;
    view.timer = next < view.data.seconds ? requestAnimationFrame(tick) : 0;
    goTo(view, next);
    if (!view.timer) showState(view);
  };
  view.timer = requestAnimationFrame(tick);
  view.root.querySelector(".said").textContent = "";
  showState(view);
}

function pause(view) {
  cancelAnimationFrame(view.timer);
  view.timer = 0;
  showState(view);
}

function showState({ root, timer, data }) {
  showPlaying(root.querySelector(".play"), timer, [data.texts.play, data.texts.pause]);
}

function listen(view) {
  const { root } = view;
  const range = root.querySelector("input");
  const toggle = () => (view.timer ? stopAt(view, view.at) : play(view));
  root.querySelector(".play").onclick = toggle;
  root.querySelector(".back").onclick = () => jump(view, -1);
  root.querySelector(".on").onclick = () => jump(view, 1);
  range.oninput = () => stopAt(view, Number(range.value));
  root.onkeydown = (event) => {
    if (event.key.startsWith("Arrow")) event.stopPropagation(); // the page has arrow keys too
    if (event.target !== range) return;
    if (event.key === " ") toggle();
    else if (event.key === "PageUp" || event.key === "PageDown") jump(view, event.key === "PageUp" ? 1 : -1);
    else if (event.key.startsWith("Arrow")) stopAt(view, view.at + (/Up|Right/.test(event.key) ? 1 : -1));
    else return;
    event.preventDefault();
  };
}

// ---- what stands around the sheet

function drawSpeeds(view) {
  const box = view.root.querySelector(".speed");
  box.setAttribute("aria-label", view.data.texts.speed);
  const buttons = SPEEDS.map((speed) => {
    const button = make("button", "", `${speed}×`);
    setAttributes(button, { type: "button", "aria-pressed": speed === view.speed });
    button.onclick = () => {
      view.speed = speed;
      buttons.forEach((other) => other.setAttribute("aria-pressed", other === button));
    };
    return button;
  });
  box.replaceChildren(...buttons);
}

function drawMistakes(view) {
  const { root, data } = view;
  const marks = data.mistakes.map(({ at, number, text }) => {
    const mark = makeButton("mark", number, () => stopAt(view, at));
    mark.style.setProperty("--place", at / (data.seconds || 1));
    return setAttributes(mark, { "aria-label": `${clockText(at)}, ${number}: ${text}`, title: clockText(at) });
  });
  root.querySelector(".marks").replaceChildren(...marks);
  const rows = data.mistakes.map(({ at, number, text }) => {
    const row = make("li");
    row.append(makeButton("when", clockText(at), () => stopAt(view, at)), ...numbered(number, text));
    return row;
  });
  root.querySelector(".mistakes").replaceChildren(...rows);
  const missing = data.missing.map(({ number, text }) => {
    const row = make("p");
    row.append(...numbered(number, text));
    return row;
  });
  if (missing.length) missing.unshift(make("p", "head", data.texts.missing));
  root.querySelector(".missing").replaceChildren(...missing);
}

const numbered = (number, text) => [make("b", "number", number), make("span", "", text)];

function makeButton(className, text, does) {
  const button = make("button", className, text);
  Object.assign(button, { type: "button", onclick: does });
  return button;
}

function drawAlong(view) {
  const { data } = view;
  const buttons = [
    makeButton("", data.texts.svg, () => saveSheet(data)),
    makeButton("", data.texts.png, () => savePicture(data)),
  ];
  if (navigator.canShare?.({ files: [new File([], "sheet.png", { type: "image/png" })] })) {
    buttons.push(makeButton("", data.texts.share, () => sharePicture(data)));
  }
  view.root.querySelector(".along").replaceChildren(...buttons);
}
