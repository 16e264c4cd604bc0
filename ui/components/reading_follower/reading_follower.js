// Follows the reader. What a button turned to stays until the reader scrolls: only their own scrolling counts, by wheel,
// finger, key or scroll bar. On a narrow screen the figure lies above the text, so that reading begins below it.

const READ_AT = 1 / 3; // of what is seen of the text, from its top
const SETTLED = 150; // milliseconds without scrolling
const HEADER = 60; // pixels that the bar at the top covers
const OWN = ["wheel", "touchmove", "pointerdown", "keydown"];
const reader = { turn: 0, isScrolling: false };

export default function ({ data, setTriggerValue }) {
  let timer = 0;
  const mayScroll = (event) => {
    if (event.type !== "keydown" || /^(Arrow(Up|Down)|Page|Home|End| )/.test(event.key)) reader.isScrolling = true;
  };
  const follow = () => {
    if (!reader.isScrolling) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const number = numberAt(data.count);
      if (number && number !== data.now) setTriggerValue("read", number);
    }, SETTLED);
  };
  for (const kind of OWN) document.addEventListener(kind, mayScroll, { capture: true, passive: true });
  document.addEventListener("scroll", follow, { capture: true, passive: true });
  if (data.turn !== reader.turn) turnTo(data);
  writeDown(data.now);
  return () => {
    clearTimeout(timer);
    for (const kind of OWN) document.removeEventListener(kind, mayScroll, { capture: true });
    document.removeEventListener("scroll", follow, { capture: true });
  };
}

// Keep the place in the address, for a reload; it is no step of its own in the browser's history.
function writeDown(now) {
  const address = new URL(location.href);
  if (now > 1) address.searchParams.set("at", now);
  else address.searchParams.delete("at");
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

const paragraph = (number) => document.querySelector(`.st-key-paragraph_${number}`);

// Where one reads: a third down from the bar at the top, or from the figure where that lies above the text.
function readingLine(box) {
  const figure = document.querySelector(".st-key-lesson_figure")?.getBoundingClientRect();
  const isAbove = figure && figure.left < box.right - 20 && box.left < figure.right - 20;
  const top = isAbove ? Math.max(HEADER, figure.bottom) : HEADER;
  return top + (innerHeight - top) * READ_AT;
}

// The paragraph nearest that line; 0 as long as the text is not reached.
function numberAt(count) {
  const boxes = Array.from({ length: count }, (_, k) => paragraph(k + 1)?.getBoundingClientRect());
  if (!boxes[0] || boxes[0].top > innerHeight) return 0;
  const line = readingLine(boxes[0]);
  const away = boxes.map((box) => box ? Math.max(box.top - line, line - box.bottom, 0) : Infinity);
  return away.indexOf(Math.min(...away)) + 1;
}

function turnTo({ now, turn }) {
  reader.turn = turn;
  reader.isScrolling = false;
  const place = paragraph(now);
  const main = place?.closest("[data-testid=stMain]");
  if (!main) return;
  const box = place.getBoundingClientRect();
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const by = box.top - readingLine(box) + Math.min(box.height / 2, 24);
  main.scrollBy({ top: by, behavior: isCalm ? "auto" : "smooth" });
}
