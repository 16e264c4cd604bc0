// Notes when a key went down and when anything on the page was drawn or changed last, canvases too.
// A change within the slider that was moved does not count: it answers by itself.

window.quiet = { key: 0, last: 0 };
const noted = () => (quiet.last = performance.now());
addEventListener("keydown", (event) => (quiet.key = quiet.last = event.timeStamp), { capture: true });
for (const name of ["fill", "stroke", "fillText", "fillRect"]) {
  const draw = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...words) {
    noted();
    return draw.apply(this, words);
  };
}
const SLIDER = ".stSlider, [data-testid=stSlider], .stApp > :not(.stAppViewContainer)";
const watch = (root) =>
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      for (const node of addedNodes) if (node.shadowRoot) watch(node.shadowRoot);
      if (element?.closest(".stMainBlockContainer, :host") && !element.closest(SLIDER)) noted();
    }
  }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
addEventListener("DOMContentLoaded", () => watch(document));
quiet.rest = (still) =>
  new Promise((rested) => {
    const look = () => (performance.now() - quiet.last > still ? rested(quiet.last - quiet.key) : setTimeout(look, 20));
    look();
  });
