// What every component needs: whether the page is dark (read off the colour of its paper), and an element in one line.

export function isDark(element) {
  const paper = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const hex = /^#(..)(..)(..)/.exec(paper)?.slice(1).map((digits) => parseInt(digits, 16));
  const [red, green, blue] = hex ?? paper.match(/[\d.]+/g)?.map(Number) ?? [255, 255, 255];
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

export function make(tag, look = "", text = "") {
  const element = document.createElement(tag);
  if (look) element.className = look;
  element.textContent = text;
  return element;
}

// A picture that is stretched to the width there is: 0 to `width` from left to right, 0 to 100 from top to bottom.
export function stretched(width, content, look = "") {
  const scaling = 'preserveAspectRatio="none" aria-hidden="true"';
  return `<svg class="${look}" viewBox="0 0 ${width} 100" ${scaling}>${content}</svg>`;
}

export function shape(tag, values) {
  return attributes(document.createElementNS("http://www.w3.org/2000/svg", tag), values);
}

export function attributes(element, values) {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
  return element;
}

export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
export const rounded = (value, step) => Math.round(value / step) / Math.round(1 / step) + 0;
export const written = (value, digits = 2) => value.toFixed(digits).replace(/^-(?=0\.0+$)/, "").replace("-", "−");
