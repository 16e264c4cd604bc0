// What every component needs: the theme of the page, elements in one line, and numbers as text.

// Whether the page is dark, judged by its background.
export function isDark(element) {
  const background = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const hex = /^#(..)(..)(..)/.exec(background)?.slice(1).map((digits) => parseInt(digits, 16));
  const [red, green, blue] = hex ?? background.match(/[\d.]+/g)?.map(Number) ?? [255, 255, 255];
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

// An SVG that stretches to the width of its place: 0 to `width` from left to right, 0 to 100 from top to bottom.
export function stretchedSvg(width, content, className = "") {
  const scaling = 'preserveAspectRatio="none" aria-hidden="true"';
  return `<svg class="${className}" viewBox="0 0 ${width} 100" ${scaling}>${content}</svg>`;
}

export function makeSvg(tag, values) {
  return setAttributes(document.createElementNS("http://www.w3.org/2000/svg", tag), values);
}

export function setAttributes(element, values) {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
  return element;
}

export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
// To a multiple of a step such as 0.05, without -0 and without digits such as 0.30000000000000004.
export const roundTo = (value, step) => Math.round(value / step) / Math.round(1 / step) + 0;
// With a true minus, and without one for zero.
export const formatNumber = (value, digits = 2) => value.toFixed(digits).replace(/^-(?=0\.0+$)/, "").replace("-", "−");
