// The strokes of a sheet, as far as they were drawn at some moment.

const LONGEST = 1.5; // seconds of a pause that are played, at any speed

export function prepare(place, svg) {
  place.innerHTML = svg; // made in Python, of numbers and of our own signs
  const { viewBox, width } = place.querySelector("svg");
  place.style.setProperty("--unit", viewBox.baseVal.width / width.baseVal.value); // as in the SVG
  const strokes = [...place.querySelectorAll("[data-begin]")].map((path) => {
    const [begin, end, faint] = ["begin", "end", "faint"].map((name) => Number(path.dataset[name] ?? Infinity));
    path.setAttribute("pathLength", 1);
    return { path, begin, end, faint, share: 1, fresh: false };
  });
  return { strokes, signs: [...place.querySelectorAll("[data-at]")] };
}

export function showSheet({ strokes, signs, calm }, at) {
  for (const stroke of strokes) {
    const [share, fresh] = [shareDrawn(stroke, at, calm), at + 0.005 < stroke.faint && stroke.faint < Infinity];
    const { style } = stroke.path;
    if (fresh !== stroke.fresh) style.opacity = fresh ? 1 : "";
    if (share !== stroke.share) {
      style.display = share ? "" : "none";
      style.strokeDasharray = share < 1 ? `${share} 2` : "";
    }
    Object.assign(stroke, { share, fresh });
  }
  for (const sign of signs) sign.classList.toggle("later", Number(sign.dataset.at) > at + 0.005);
}

// How much of a stroke is drawn at a moment, from 0 to 1; all of it or nothing where nothing is to move.
export function shareDrawn({ begin, end }, at, calm) {
  if (at + 0.005 >= end) return 1;
  return calm || at <= begin ? 0 : (at - begin) / (end - begin);
}

// A moment, or the end of the pause in which it lies, if that is a long one.
export function skipPause({ strokes, speed }, at) {
  const next = strokes.find(({ end }) => end > at);
  return next ? Math.max(at, next.begin - LONGEST * speed) : at;
}

export function clockText(seconds) {
  const whole = Math.floor(seconds + 0.005);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
