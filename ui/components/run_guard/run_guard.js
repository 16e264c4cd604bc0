// Notes in this tab what is training in it. If the server knows nothing of it after a reload, it is told the secret by
// which it may still find that.

const KEY = "recall-run"; // as long as the tab lives: over a reload and another server, but in no link
let told = ""; // what was reported

export default function ({ data, setStateValue }) {
  const tell = (left) => {
    if (left === told) return;
    told = left;
    setStateValue("left", left);
  };
  try {
    if (data.tab) sessionStorage.setItem(KEY, `${data.tab} ${data.going ? "on" : "over"}`);
    else if (data.forget) sessionStorage.removeItem(KEY);
    else tell(sessionStorage.getItem(KEY) ?? "");
    if (data.tab) tell("");
  } catch {
    // a browser that stores nothing loses its runs with the tab
  }
}
