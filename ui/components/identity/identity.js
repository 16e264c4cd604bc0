// Tells Python who this browser is: a name nobody can guess, made here once and kept here.
// Keeps a copy of the learner's log as well, for servers whose files do not last.

export default function ({ data, setStateValue }) {
  watch(() => setStateValue("back", Date.now()));
  try {
    const name = own("recall-learner", /^[0-9a-f-]{36}$/, () => crypto.randomUUID());
    const place = data.login ? `recall-log ${data.login}` : "recall-log"; // whoever logs in has a copy of their own
    const log = kept(place);
    const known = new Set(log.map((event) => event.id));
    log.push(...data.add.filter((event) => !known.has(event.id)));
    if (log.length > known.size) localStorage.setItem(place, JSON.stringify(log.slice(-MOST)));
    if (data.asks) setStateValue("told", { name, held: known.size });
    else if (data.wants && log.length) setStateValue("log", JSON.stringify({ recall: "log", version: 1, events: log }));
  } catch {
    // a browser that keeps nothing, or has no room: what is done stays on the server, or in this session
  }
}

const MOST = 15000; // events; a browser keeps some five megabytes
let stop = () => {};

// Another server may have taken over after a connection was lost: draw the page anew, or the next click is lost on it.
function watch(again) {
  const app = document.querySelector("[data-test-connection-state]");
  let away = false;
  const look = () => {
    const there = app.getAttribute("data-test-connection-state") === "CONNECTED";
    if (there && away) again();
    away = !there;
  };
  stop();
  if (!app) return;
  const observer = new MutationObserver(look);
  observer.observe(app, { attributeFilter: ["data-test-connection-state"] });
  stop = () => observer.disconnect();
}

function own(key, pattern, make) {
  const found = localStorage.getItem(key) ?? "";
  if (pattern.test(found)) return found;
  const made = make();
  localStorage.setItem(key, made);
  return made;
}

function kept(place) {
  try {
    const found = JSON.parse(localStorage.getItem(place) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}
