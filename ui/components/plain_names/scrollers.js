// Wide code and wide formulas scroll within themselves: the keyboard gets to them as well.

const WIDE = "pre, .katex-display";

function makeReachable(element) {
  const isWide = element.scrollWidth > element.clientWidth;
  if (isWide) element.setAttribute("tabindex", "0");
  else element.removeAttribute("tabindex");
}

// Keeps an eye on what is wide in each part of the page that it is shown.
export function scrollerWatch() {
  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => makeReachable(target)));
  return (root) => {
    if (root.matches(WIDE)) sizes.observe(root);
    for (const element of root.querySelectorAll(WIDE)) sizes.observe(element);
  };
}
