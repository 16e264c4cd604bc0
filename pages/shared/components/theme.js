// Whether the page is dark, read off the colour it really has, and an element in one line.

function isDark(element) {
  const probe = document.createElement("span");
  probe.style.color = "var(--st-background-color)";
  element.appendChild(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

function make(tag, look = "", text = "") {
  const element = document.createElement(tag);
  if (look) element.className = look;
  element.textContent = text;
  return element;
}
