// Nets that learn, one panel each: the lecture's picture (output over time, against learning episode) growing from
// left to right, the loss under it on the same axis, and the answers to a few fixed sequences, one of which the
// picture shows. Everything was worked out in Python; here it is only drawn, and only what changed.

import { isDark, make, stretchedSvg } from "../tools.js";

const views = new WeakMap(); // root element -> {race, data, panels}
const LABEL_GAP = 0.81; // from label to label at the curve of the loss, in letters of the page

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".learning");
  const layout = `${data.race} ${data.runs.map((run) => run.name)} ${data.time}`;
  if (views.get(root)?.layout !== layout) views.set(root, build(root, data, layout));
  const view = views.get(root);
  root.dataset.theme = isDark(root) ? "dark" : "light";
  view.data = data;
  view.pick = (which) => setStateValue("selected", which);
  draw(view);
  return () => view.observer.disconnect();
}

// ---- built once per race ----

function build(root, data, layout) {
  const view = { root, layout, data, panels: data.runs.map((run) => makePanel(run, data)) };
  root.replaceChildren(...view.panels.map((parts) => parts.element));
  root.style.setProperty("--panels", data.runs.length);
  view.panels.forEach((parts) =>
    parts.traces.forEach((trace, which) => {
      trace.onclick = () => {
        view.data.selected = which; // at once; the picture follows from Python
        draw(view);
        view.pick(which);
      };
    })
  );
  view.observer = new ResizeObserver(() => draw(view));
  view.observer.observe(root);
  return view;
}

function makePanel(run, data) {
  const element = make("section", "panel");
  element.setAttribute("aria-label", run.name);
  const parts = { element, traces: data.words.map((words) => makeTrace(words)) };
  const part = (name, tag = "div", text = "") => (parts[name] = make(tag, name, text));
  const head = make("div", "head");
  head.append(part("name", "b", run.name), part("state", "span"));
  parts.state.setAttribute("role", "status");
  const charts = make("div", "charts");
  const heat = make("div", "heat");
  heat.append(make("span", "side", "step"), part("first", "span", "1"), part("last", "span", data.time));
  heat.append(part("canvas", "canvas"), part("ideal", "canvas"), make("span", "under", "ideal"));
  parts.canvas.setAttribute("role", "img");
  parts.ideal.setAttribute("aria-hidden", "true");
  const lower = make("div", "lower");
  lower.append(make("span", "side", "loss"), part("loss"), part("scale"));
  parts.loss.setAttribute("role", "img");
  charts.append(part("which", "p"), heat, lower, make("p", "axis", "batches of training"));
  const traces = make("div", "traces");
  traces.setAttribute("role", "group");
  traces.setAttribute("aria-label", "Fixed sequences: pick one for the picture");
  traces.append(...parts.traces);
  const body = make("div", "body");
  body.append(charts, traces);
  element.append(head, part("sentence", "p"), body, part("facts", "p"));
  return parts;
}

function makeTrace(words) {
  const button = make("button", "trace");
  button.type = "button";
  button.append(make("div", "plot"), make("span", "words", words));
  return button;
}

// ---- drawn at every snapshot ----

function draw({ root, data, panels }) {
  const style = getComputedStyle(root);
  const colours = ["--output-tint-0", "--output-ink"].map((name) => rgb(style.getPropertyValue(name), root));
  const targets = decode(data.targets, data);
  panels.forEach((parts, k) => {
    const run = data.runs[k];
    setText(parts.state, run.title);
    parts.element.dataset.kind = run.kind;
    setText(parts.sentence, run.sentence);
    setText(parts.facts, run.facts.join(" · "));
    setText(parts.which, data.words[data.selected]);
    parts.canvas.setAttribute("aria-label", run.alt);
    drawPicture(parts.canvas, run, data, colours);
    drawColumn(parts.ideal, targets.subarray(data.selected * data.time, (data.selected + 1) * data.time), colours);
    drawLoss(parts, run, data);
    const outputs = decode(run.outputs, data);
    parts.traces.forEach((button, which) => {
      button.setAttribute("aria-pressed", which === data.selected);
      const part = (values) => values.subarray(which * data.time, (which + 1) * data.time);
      button.firstChild.innerHTML = answerSvg(part(targets), part(outputs), run.columns.length > 0, data.zero);
    });
  });
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text; // a live region must not repeat itself
}

// The picture: one column per snapshot of the net, as wide as the batches since the one before.
function drawPicture(canvas, run, data, colours) {
  const context = clearedContext(canvas);
  const { width, height } = canvas;
  if (!run.columns.length) return;
  const image = shadedImage(decode(run.picture, data), run.columns.length, data.time, colours);
  context.imageSmoothingEnabled = false;
  const x = (batch) => Math.round((batch / data.axis) * width);
  run.columns.forEach((end, k) => {
    const start = x(k ? run.columns[k - 1] : 0);
    context.drawImage(image, k, 0, 1, data.time, start, 0, Math.max(x(end) - start, 1), height);
  });
}

function drawColumn(canvas, values, colours) {
  const context = clearedContext(canvas);
  context.imageSmoothingEnabled = false;
  context.drawImage(shadedImage(values, 1, values.length, colours), 0, 0, canvas.width, canvas.height);
}

// An image of columns × time from values that come column by column: 0 is blank, the largest target is full ink.
function shadedImage(values, columns, time, [blank, ink]) {
  const image = new ImageData(columns, time);
  for (let k = 0; k < columns; k++) {
    for (let t = 0; t < time; t++) {
      const share = Math.min(Math.max(values[k * time + t], 0), 1);
      const at = 4 * (t * columns + k);
      for (let c = 0; c < 3; c++) image.data[at + c] = blank[c] + share * (ink[c] - blank[c]);
      image.data[at + 3] = 255;
    }
  }
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = time;
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

// Fit a canvas to its size on the screen, empty it, and return what draws on it.
function clearedContext(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, width, height);
  return context;
}

// The loss on a log scale; dashed: where nets get stuck that ignore their inputs.
function drawLoss(parts, run, data) {
  const [low, high] = data.decades;
  const y = (value) => (((high - Math.log10(Math.max(value, 1e-12))) / (high - low)) * 100).toFixed(2);
  const points = run.losses.map((value, k) => `${run.ends[k]} ${y(value)}`);
  const line = points.length > 1 ? `<path class="curve" d="M${points.join("L")}"/>` : "";
  const dot = points.length ? `<path class="dot" d="M${points.at(-1)}h0"/>` : "";
  const powers = Array.from({ length: high - low + 1 }, (_, k) => high - k);
  const grid = powers.map((power) => `<path class="grid" d="M0 ${y(10 ** power)}H${data.axis}"/>`).join("");
  const levels = data.levels.map(([, value]) => `<path class="level" d="M0 ${y(value)}H${data.axis}"/>`).join("");
  const gap = LABEL_GAP * parseFloat(getComputedStyle(parts.element).fontSize);
  const labels = spread(
    data.levels.map(([words, value]) => ({ words, at: Number(y(value)) })),
    parts.loss.clientHeight,
    gap,
  )
    .map(({ words, at }) => `<span class="label" style="top:${at}%">${words}</span>`);
  const marks = powers.map((power) => `<span class="tick" style="top:${y(10 ** power)}%">${plainPower(power)}</span>`);
  parts.loss.innerHTML = stretchedSvg(data.axis, grid + levels + line + dot) + labels.join("") + marks.join("");
  const last = run.losses.at(-1);
  parts.loss.setAttribute(
    "aria-label",
    last === undefined
      ? "Loss: nothing yet"
      : `Loss, log scale: from ${run.losses[0]} at the start to ${last} at batch ${run.ends.at(-1)}`,
  );
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * data.axis));
  const scale = ticks.map((tick) =>
    `<span style="left:${(tick / data.axis) * 100}%">${tick.toLocaleString("en")}</span>`
  );
  parts.scale.innerHTML = scale.join("");
}

// Labels are moved apart where their lines lie close together; height and gap are pixels.
export function spread(labels, height, distance) {
  const gap = (distance / Math.max(height, 1)) * 100;
  const [a, b] = labels;
  if (b && Math.abs(a.at - b.at) < gap) {
    const middle = (a.at + b.at) / 2;
    a.at = middle - gap / 2;
    b.at = middle + gap / 2;
  }
  return labels;
}

// A power of ten; beyond a hundred or a hundredth with an exponent, since there is room for four characters beside the axis' name.
export function plainPower(power) {
  if (Math.abs(power) > 2) {
    return `10${[...String(power)].map((sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]).join("")}`;
  }
  return power >= 0 ? String(10 ** power) : (10 ** power).toFixed(-power);
}

// The targets (bars) and the net's answer (line) at every step of one sequence.
export function answerSvg(target, output, hasBegun, zero) {
  const steps = target.length;
  const y = (value) => (((1.25 - value) / 1.5) * 100).toFixed(1);
  const bar = (value, t) => (Math.abs(value - zero) > 0.01 ? `M${t + 0.5} ${y(zero)}V${y(value)}` : "");
  const bars = [...target].map(bar).join("");
  const line = "M" + [...output].map((value, t) => `${t + 0.5} ${y(value)}`).join("L");
  const answer = hasBegun ? `<path class="said" d="${line}"/>` : "";
  const width = Math.max(60 / steps, 2);
  const zeroLine = `<path class="zero" d="M0 ${y(zero)}H${steps}"/>`;
  const due = `<path class="due" style="stroke-width:${width}" d="${bars}"/>`;
  return stretchedSvg(steps, zeroLine + due + answer);
}

// ---- numbers and colours ----

// Numbers in base64, one byte each, over the span of values that is shown.
export function decode(text, { span: [low, high] }) {
  const bytes = atob(text);
  return Float32Array.from(bytes, (byte) => low + (byte.charCodeAt(0) / 255) * (high - low));
}

function rgb(colour, root) {
  const probe = make("span");
  probe.style.color = colour;
  root.append(probe);
  const channels = getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number);
  probe.remove();
  return channels;
}
