// Notes in this tab that a net is training. If the server knows nothing of it, the run is lost.

const KEY = "recall-run"; // as long as the tab lives: over a reload and another server, but in no link
let isReported = false;

export default function ({ data, setStateValue }) {
  const report = (lost) => {
    isReported = lost;
    setStateValue("lost", lost);
  };
  try {
    if (data.race && data.going) sessionStorage.setItem(KEY, "on");
    else if (data.race || sessionStorage.getItem(KEY)) {
      if (!data.race) report(true);
      sessionStorage.removeItem(KEY);
    }
    if (data.race && isReported) report(false);
  } catch {
    // a browser that stores nothing loses its runs in silence
  }
}
