// Draws one sequence: a row of stems for every line, its name at the left, the steps below.

import { isDark, make, stretchedSvg } from "../tools.js";

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".sequence");
  root.dataset.theme = isDark(root) ? "dark" : "light";
  const steps = data.rows[0].values.length;
  const rows = data.rows.flatMap((row) => [make("div", "name", row.name), makePlot(row, steps, data.counts)]);
  const frame = make("div", "rows");
  frame.setAttribute("role", "img");
  frame.setAttribute("aria-label", data.alt);
  frame.append(...rows, make("div", "name scale", "step"), makeAxis(steps));
  root.replaceChildren(frame);
}

function makePlot(row, steps, counts) {
  const element = make("div", `plot ${row.role}`);
  const height = (value) => (96 - ((value - row.low) / (row.high - row.low)) * 84).toFixed(1);
  const zero = height(0);
  const marks = row.role === "output"
    ? counts.map((t) => `<rect class="counts" x="${t}" y="0" width="1" height="100"/>`)
    : [];
  const stems = row.values.map((value, t) => (value ? `M${t + 0.5} ${zero}V${height(value)}` : "")).join("");
  const dots = row.values.map((value, t) => (value ? `M${t + 0.5} ${height(value)}h0` : "")).join("");
  const zeroLine = `<path class="zero" d="M0 ${zero}H${steps}"/>`;
  const curve = `<path class="stem" d="${stems}"/><path class="dot" d="${dots}"/>`;
  element.innerHTML = stretchedSvg(steps, marks.join("") + zeroLine + curve);
  const areFew = row.values.filter(Boolean).length <= 6;
  row.values.forEach((value, t) => {
    if (!value || value === 1 || !areFew) return;
    const number = make("span", "number", value.toFixed(2).replace("-", "−"));
    number.style.left = `${((t + 0.5) / steps) * 100}%`;
    number.style.top = `${height(value)}%`;
    if (t > steps * 0.85) number.classList.add("left");
    element.append(number);
  });
  return element;
}

function makeAxis(steps) {
  const scale = make("div", "plot scale");
  const spacing = [1, 2, 5, 10, 20, 50, 100, 200].find((every) => steps / every <= 10);
  for (let t = spacing; t <= steps; t += spacing) {
    const mark = make("span", "time", String(t));
    mark.style.left = `${((t - 0.5) / steps) * 100}%`;
    scale.append(mark);
  }
  return scale;
}
