// Notes in this tab that a net is training; a server that knows nothing of it has lost it.

const NOTE = "recall-run"; // lives as long as the tab: over a reload and another server, but in no link
let told = false;

export default function ({ data, setStateValue }) {
  const tell = (lost) => {
    told = lost;
    setStateValue("lost", lost);
  };
  try {
    if (data.race && data.going) sessionStorage.setItem(NOTE, "on");
    else if (data.race || sessionStorage.getItem(NOTE)) {
      if (!data.race) tell(true);
      sessionStorage.removeItem(NOTE);
    }
    if (data.race && told) tell(false);
  } catch {
    // a browser that keeps nothing cannot be told
  }
}
