// Rows of the probe board: name, scale, a field with one column per step, and the value at the marked step.

import { formatNumber, make, makeSvg, setAttributes } from "../tools.js";

export const MARGIN = 10; // above and below the scale of a field, per cent of its height

export function addRow(view, board, row, kind) {
  const line = make("div", `row ${kind} role-${row.role}`);
  const name = make("div", "name");
  if (row.letter) name.append(symbolOf(row.letter));
  name.append(make("span", "", row.words));
  const [scale, box, value] = [make("div", "scale"), make("div", "field"), make("div", "value")];
  scale.append(...[row.high, row.low].map((mark) => make("span", "", String(mark).replace("-", "−"))));
  line.append(name, scale, box, value);
  board.append(line);
  const field = { row, box, scale, value: value.appendChild(make("output")) };
  field.value.setAttribute("aria-hidden", "true");
  if (kind !== "map") {
    field.drawing = makeSvg("svg", {
      viewBox: `0 ${-MARGIN} ${view.steps} ${100 + 2 * MARGIN}`,
      "aria-hidden": "true",
    });
    field.drawing.setAttribute("preserveAspectRatio", "none");
    box.append(field.drawing);
    addPaths(field, ["zero"]).zero.setAttribute("d", `M0 ${heightOf(row, 0)}H1000`);
  }
  box.append(make("i", "cursor"));
  return field;
}

export function makeSlider(box, words, low, high) {
  const slider = { tabindex: 0, role: "slider", "aria-orientation": "vertical", "aria-describedby": "board-keys" };
  setAttributes(box, { ...slider, "aria-label": words, "aria-valuemin": low, "aria-valuemax": high });
}

export function makeAxis(view) {
  const ruler = make("div", "row ruler");
  const marks = make("div", "axis");
  const spacing = tickSpacing(view.steps);
  marks.append(...Array.from({ length: view.steps }, (_, t) => make("span", tickClass(t, spacing), String(t + 1))));
  ruler.append(make("div", "name", "step"), marks);
  return ruler;
}

// At most 24 steps are numbered.
export const tickSpacing = (steps) => [1, 2, 4, 5, 10, 20].find((spacing) => steps / spacing <= 24);

// Step `t`, from 0, is numbered if it is the first or a multiple of the spacing; minor ones give way on small screens.
export function tickClass(t, spacing) {
  if (t && (t + 1) % spacing) return "hidden";
  return t && (t + 1) % (5 * Math.ceil(spacing / 5)) ? "minor" : "";
}

function symbolOf(letter) {
  const symbol = make(letter.length < 3 ? "i" : "b", "", letter);
  symbol.append(make("sub", "", "t"));
  return symbol;
}

export function addPaths(field, names) {
  return Object.fromEntries(names.map((name) => [name, field.drawing.appendChild(makeSvg("path", { class: name }))]));
}

export function showValue(view, box, output, value, place = "") {
  output.textContent = formatNumber(value);
  setAttributes(box, {
    "aria-valuenow": value,
    "aria-valuetext": `${place}step ${view.step + 1}: ${formatNumber(value)}`,
  });
}

// Where a value lies in a field, per cent from the top.
export function heightOf({ low, high }, value) {
  return Math.round((10000 * (high - value)) / (high - low)) / 100;
}
