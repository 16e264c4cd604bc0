// Tells Python who this browser is: a name that nobody can guess, made up and stored here.
// Stores a copy of the learner's log, too, for servers whose files do not last.

export default function ({ data, setStateValue, setTriggerValue }) {
  onReconnect(() => setStateValue("back", Date.now()));
  const name = readOrCreate("recall-learner", /^[0-9a-f-]{36}$/, randomName);
  const key = data.login ? `recall-log ${data.login}` : "recall-log"; // whoever logs in has a copy of their own
  const log = readLog(key);
  const known = new Set(log.map((event) => event.id));
  log.push(...data.add.filter((event) => !known.has(event.id)));
  const earlier = data.login ? readLog("recall-log").filter((event) => !known.has(event.id)) : [];
  hasRoom = log.length > known.size ? write(key, JSON.stringify(log.slice(-data.most))) : hasRoom && hasRoomForMore();
  const keeps = !read("recall-learner") ? "nothing" : hasRoom ? "all" : "name";
  outcome ??= outcomeOfLogin(data);
  if (data.asks || keeps !== lastKeeps) {
    const coarse = matchMedia("(pointer: coarse)").matches;
    setStateValue("told", { name, held: known.size, keeps, outcome, earlier: earlier.length, coarse });
  }
  lastKeeps = keeps;
  if (data.wants && log.length) setTriggerValue("log", asFile(log));
  if (data.wants_earlier && earlier.length) setStateValue("earlier", asFile(earlier));
  if (data.drops_earlier && !dropped) {
    dropped = ["recall-log", "recall-learner"].map((key) => take(() => localStorage, key));
  }
  if (data.leaves_for) {
    getReady(data, key);
    setStateValue("ready", Date.now());
  }
}

const asFile = (events) => JSON.stringify({ recall: "log", version: 1, events });

// No script can see whether a login holds. So that one which ends without a word is noticed, it is noted here that this
// tab set out for the provider, and that somebody was logged in.
function outcomeOfLogin({ login }) {
  const wasBegun = take(() => sessionStorage, "recall-user");
  if (login) write("recall-user", "holds");
  return login ? "" : wasBegun ? "unfinished" : read("recall-user") ? "lapsed" : "";
}

// Whoever logs out may leave the computer to somebody else: only what is nowhere else stays.
function getReady({ leaves_for, waits }, key) {
  if (leaves_for === "login") return put(() => sessionStorage, "recall-user", "begun");
  take(() => localStorage, "recall-user");
  if (!waits && key !== "recall-log") take(() => localStorage, key);
}

let outcome = null; // of the last login: it does not change as long as the page is open
let dropped = null; // what was moved to the log of a login, as nobody is to find it here again
let nameOfTab = ""; // of a browser that stores nothing
let hasRoom = true; // whether the copy of the log could be stored the last time
let lastKeeps = "all"; // what the browser stored when it was last asked to
const LARGE_EVENT = 1000; // characters
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
  const stored = read(key);
  if (pattern.test(stored)) return stored;
  nameOfTab ||= create();
  write(key, nameOfTab);
  return nameOfTab;
}

// A random UUID (RFC 9562, version 4). crypto.randomUUID is missing on pages that come over plain http.
function randomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function read(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return ""; // storage is refused
  }
}

const write = (key, text) => put(() => localStorage, key, text);

// Whether it is stored: storage may be refused, or full.
function put(storage, key, text) {
  try {
    storage().setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

// Remove it; what it was.
function take(storage, key) {
  try {
    const stored = storage().getItem(key) ?? "";
    storage().removeItem(key);
    return stored;
  } catch {
    return "";
  }
}

// Whether one answer more could be stored: a page that has nothing to store yet says so before an answer is given.
function hasRoomForMore() {
  const fits = write("recall-log room", "x".repeat(LARGE_EVENT));
  if (fits) localStorage.removeItem("recall-log room");
  return fits;
}

function readLog(key) {
  try {
    const stored = JSON.parse(read(key) || "[]");
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}
