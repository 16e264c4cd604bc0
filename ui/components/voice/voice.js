// The field for an answer, with a recogniser and a recorder beside it. The text that is seen goes to Python when one
// leaves the field or pauses; sound goes nowhere from here.

import { isDark, setAttributes } from "../tools.js";
import { install, recogniser, startDictation, wayOfSound } from "./dictation.js";
import { canRecord, dropSound, keepSound, soundOf, startRecorder } from "./sound.js";

const PAUSE = 1000; // milliseconds without a word or a key
const CONSENT = "recall-dictates";
const REFUSED = ["not-allowed", "service-not-allowed", "NotAllowedError", "SecurityError"];
const DEAF = ["audio-capture", "NotFoundError", "NotReadableError"];
const views = new WeakMap(); // root element -> what its field keeps between two calls
let hasAgreed = false; // also where the browser stores nothing

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".voice");
  if (!views.has(root)) listen(root);
  const view = views.get(root);
  if (view.data?.place !== data.place) begin(view, data);
  view.data = data;
  view.tell = (text) => setStateValue("text", text);
  root.classList.toggle("dark", isDark(root));
  draw(view);
  return () => setTimeout(() => root.isConnected || end(view));
}

// ---- one question after the other

function listen(root) {
  const view = { root, $: (selector) => root.querySelector(selector), problem: "" };
  views.set(root, view);
  view.field = view.$("textarea");
  view.field.addEventListener("change", () => send(view));
  view.field.addEventListener("input", () => sendSoon(view));
  view.field.addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
    if (key === "Enter" && (ctrlKey || metaKey)) send(view);
  });
  root.addEventListener("focusout", () => send(view));
  root.addEventListener("click", ({ target }) => ACTIONS[target.closest("button")?.dataset.act]?.(view));
}

function begin(view, data) {
  end(view);
  Object.assign(view, { data, guess: "", sent: data.text, problem: "", asks: "", way: "service" });
  view.field.value = data.text;
  view.isReady = wayOfSound(data.lang).then((way) => {
    if (view.data.place !== data.place) return;
    view.way = way;
    draw(view);
  });
  for (const act of ["dictate", "record", "refuse", "withdraw"]) {
    const button = view.$(`[data-act=${act}]`);
    (button.querySelector("span") ?? button).textContent = data.texts[act];
  }
  setAttributes(view.$("[data-act=drop]"), { "aria-label": data.texts.drop, title: data.texts.drop });
  view.$("label").textContent = data.texts.notes;
  view.field.placeholder = data.texts.notes_hint;
  view.$("audio").setAttribute("aria-label", data.texts.recording);
}

function end(view) {
  clearTimeout(view.timer);
  view.dictation?.abort();
  if (view.recorder?.state === "recording") view.recorder.stop();
  Object.assign(view, { dictation: null, recorder: null });
}

// ---- the text

function send(view) {
  clearTimeout(view.timer);
  const text = joined(view.field.value, view.guess).slice(0, view.field.maxLength);
  if (text === view.sent) return;
  view.sent = text;
  view.tell(text);
}

const joined = (text, more) => [text.trimEnd(), more.trim()].filter(Boolean).join(/\n$/.test(text) ? "\n" : " ");

function sendSoon(view) {
  clearTimeout(view.timer);
  view.timer = setTimeout(() => send(view), PAUSE);
}

function append(view, words) {
  const { field } = view;
  const [from, to, isWriting] = [field.selectionStart, field.selectionEnd, field.getRootNode().activeElement === field];
  const text = joined(field.value, words).slice(0, field.maxLength);
  field.value = text;
  if (isWriting) field.setSelectionRange(from, to);
  else field.scrollTop = field.scrollHeight;
}

// ---- dictating

async function dictate(view) {
  if (view.dictation) return view.dictation.stop();
  await view.isReady;
  const isFree = view.way === "device" || (view.way === "service" && mayBeSent());
  return isFree ? startWriting(view) : ask(view, view.way);
}

function ask(view, what) {
  view.asks = what;
  draw(view);
  view.$("[data-act=agree]").focus();
}

async function agree(view) {
  const { asks, data } = view;
  answerAsked(view);
  if (asks === "service") {
    letBeSent(true);
    return startWriting(view);
  }
  view.note = data.texts.installing;
  draw(view);
  const isThere = await install(data.lang);
  if (view.data.place !== data.place) return undefined;
  Object.assign(view, { note: "", way: isThere ? "device" : "service" });
  draw(view);
  return isThere ? startWriting(view) : dictate(view);
}

function answerAsked(view) {
  view.asks = "";
  draw(view);
  view.$("[data-act=dictate]").focus();
}

function startWriting(view) {
  const { place, lang, terms } = view.data;
  globalThis.speechSynthesis?.cancel(); // the examiner is not to be written down
  const isHere = () => view.data.place === place && view.root.isConnected;
  view.problem = "";
  view.dictation = startDictation({
    lang,
    terms,
    isLocal: view.way === "device",
    heard: (words) => isHere() && (append(view, words), sendSoon(view)),
    guessed: (words) => isHere() && ((view.guess = words), draw(view), sendSoon(view)),
    ended: (problem) => isHere() && stopWriting(view, problem),
  });
  draw(view);
}

function stopWriting(view, problem) {
  append(view, view.guess); // what was not made out for certain is better than nothing: it can be corrected
  Object.assign(view, { dictation: null, guess: "", problem });
  send(view);
  draw(view);
}

function withdraw(view) {
  letBeSent(false);
  view.dictation?.stop();
  view.$("[data-act=dictate]").focus();
}

function mayBeSent() {
  try {
    return hasAgreed || localStorage.getItem(CONSENT) === "yes";
  } catch {
    return hasAgreed;
  }
}

function letBeSent(isSo) {
  hasAgreed = isSo;
  try {
    if (isSo) localStorage.setItem(CONSENT, "yes");
    else localStorage.removeItem(CONSENT);
  } catch {
    // a browser that stores nothing asks again on its next visit
  }
}

// ---- recording

async function record(view) {
  if (view.recorder) return view.recorder.stop?.();
  const { place, sound } = view.data;
  view.recorder = {}; // on its way: the browser asks for leave
  view.problem = "";
  const keep = (blob) => {
    keepSound(sound, blob);
    if (view.data.place !== place) return;
    view.recorder = null;
    draw(view);
  };
  try {
    const recorder = await startRecorder(keep);
    if (view.data.place === place && view.root.isConnected) view.recorder = recorder;
    else recorder.stop();
  } catch (error) {
    Object.assign(view, { recorder: null, problem: error.name });
  }
  return draw(view);
}

function drop(view) {
  dropSound(view.data.sound);
  draw(view);
  view.$("[data-act=record]").focus();
}

const ACTIONS = { dictate, record, drop, agree, withdraw, refuse: answerAsked };

// ---- what is seen

function draw(view) {
  const { $, data: { texts, sound }, dictation, recorder, way, asks, guess } = view;
  const isRecording = recorder?.state === "recording";
  const writes = Boolean(recogniser()) && way !== "";
  show(view, { dictate: writes, record: canRecord(), drop: soundOf(sound) && !recorder });
  show(view, { withdraw: dictation && way === "service" });
  press(view, { dictate: Boolean(dictation), record: isRecording });
  $("#how").textContent = writes ? "" : texts.unwritten;
  const [player, url] = [$("audio"), recorder ? "" : soundOf(sound)];
  player.hidden = !url;
  if (url && player.src !== url) player.src = url;
  $(".ask").hidden = !asks;
  if (asks) [$("#asked").textContent, $("[data-act=agree]").textContent] = [texts[asks], texts[`${asks}_yes`]];
  $(".interim").hidden = !dictation;
  $(".interim span").textContent = guess;
  setText($(".status"), statusOf(view, isRecording));
}

function statusOf(view, isRecording) {
  const { texts, sound } = view.data;
  if (view.problem) return texts[causeOf(view.problem)];
  if (view.note) return view.note;
  const listening = view.dictation ? texts[view.way === "device" ? "listening_here" : "listening_there"] : "";
  const kept = isRecording ? texts.recording_now : soundOf(sound) ? texts.kept : "";
  return [listening, kept].filter(Boolean).join(" ");
}

const causeOf = (problem) =>
  REFUSED.includes(problem) ? "no_leave" : DEAF.includes(problem) ? "no_microphone" : "stopped";

function show(view, parts) {
  for (const [act, isShown] of Object.entries(parts)) view.$(`[data-act=${act}]`).hidden = !isShown;
}

function press(view, parts) {
  for (const [act, isOn] of Object.entries(parts)) {
    view.$(`[data-act=${act}]`).setAttribute("aria-pressed", String(isOn));
  }
}

// A status that has not changed is not read aloud again.
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
