// Reads a question aloud with the browser's own voices, once when it is new and again when it is asked for.

const KEY = "recall-speaks";
let lastPlace = ""; // what was spoken unasked, or could have been, last
let speaks = null; // whether the switch is on

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".speaker");
  root.hidden = !globalThis.speechSynthesis;
  if (root.hidden) return undefined;
  speaks ??= isRemembered();
  for (const [name, text] of Object.entries(data.texts)) {
    const place = root.querySelector(`.${name}`);
    if (name !== "voiceless" && place.textContent !== text) place.textContent = text;
  }
  const box = root.querySelector("input");
  box.checked = speaks;
  box.onchange = () => {
    speaks = box.checked;
    remember(speaks);
    if (speaks) speak(data);
    else speechSynthesis.cancel();
  };
  root.querySelector("button").onclick = () => speak(data);
  const tell = () => tellOfVoices(root.querySelector(".voiceless"), data);
  tell();
  speechSynthesis.onvoiceschanged = tell; // a browser may load its voices late
  const isNew = lastPlace !== data.place;
  lastPlace = data.place;
  if (isNew) speechSynthesis.cancel();
  if (isNew && speaks) speak(data);
  return () => setTimeout(() => root.isConnected || fallSilent());
}

function speak({ words, lang }) {
  speechSynthesis.cancel();
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.lang = lang;
  const voice = voiceOf(lang);
  if (voice) utterance.voice = voice;
  speechSynthesis.speak(utterance);
}

function fallSilent() {
  lastPlace = "";
  speechSynthesis.cancel();
}

// One that speaks on this device comes before one that sends the words to a service.
function voiceOf(lang) {
  const voices = speechSynthesis.getVoices().filter((voice) => voice.lang.slice(0, 2) === lang.slice(0, 2));
  const isSame = (voice) => voice.lang.replace("_", "-") === lang;
  const worth = (voice) => 2 * Number(voice.localService) + Number(isSame(voice));
  return voices.sort((a, b) => worth(b) - worth(a))[0];
}

function tellOfVoices(place, { lang, texts }) {
  const isMissing = speechSynthesis.getVoices().length > 0 && !voiceOf(lang);
  place.textContent = isMissing ? texts.voiceless : "";
}

function isRemembered() {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false; // storage is refused
  }
}

function remember(isOn) {
  try {
    if (isOn) localStorage.setItem(KEY, "on");
    else localStorage.removeItem(KEY);
  } catch {
    // a browser that stores nothing is asked again on its next visit
  }
}
