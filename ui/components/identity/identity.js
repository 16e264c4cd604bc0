// Tells Python who this browser is: a name that nobody can guess, made up and stored here.
// Stores a copy of the learner's log, too, for servers whose files do not last.

export default function ({ data, setStateValue }) {
  onReconnect(() => setStateValue("back", Date.now()));
  try {
    const name = readOrCreate("recall-learner", /^[0-9a-f-]{36}$/, () => crypto.randomUUID());
    const key = data.login ? `recall-log ${data.login}` : "recall-log"; // whoever logs in has a copy of their own
    const log = readLog(key);
    const known = new Set(log.map((event) => event.id));
    log.push(...data.add.filter((event) => !known.has(event.id)));
    if (log.length > known.size) localStorage.setItem(key, JSON.stringify(log.slice(-MAX_EVENTS)));
    if (data.asks) setStateValue("told", { name, held: known.size });
    else if (data.wants && log.length) setStateValue("log", JSON.stringify({ recall: "log", version: 1, events: log }));
  } catch {
    // the browser stores nothing, or has no room: what is done stays on the server, or in this session
  }
}

const MAX_EVENTS = 15000; // a browser stores some five megabytes
let stopWatching = () => {};

// Another server may take over when the connection was lost: it has to draw the page before it understands a click.
function onReconnect(redraw) {
  const app = document.querySelector("[data-test-connection-state]");
  let wasLost = false;
  const check = () => {
    const isConnected = app.getAttribute("data-test-connection-state") === "CONNECTED";
    if (isConnected && wasLost) redraw();
    wasLost = !isConnected;
  };
  stopWatching();
  if (!app) return;
  const observer = new MutationObserver(check);
  observer.observe(app, { attributeFilter: ["data-test-connection-state"] });
  stopWatching = () => observer.disconnect();
}

function readOrCreate(key, pattern, create) {
  const stored = localStorage.getItem(key) ?? "";
  if (pattern.test(stored)) return stored;
  const created = create();
  localStorage.setItem(key, created);
  return created;
}

function readLog(key) {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}
