// The browser's recogniser of speech (Web Speech API): where the sound would go, and how it goes on until it is stopped.

const SHORT = 1000, MOST_SHORT = 3; // milliseconds of a session that does not get going, and how many in a row
const HARMLESS = ["no-speech", "aborted", "phrases-not-supported"]; // a silence, our own stop, a wish too many

export const recogniser = () => globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;

// "device", "install" if the device has to get a package first, "service" of the browser's maker, or "" for nowhere.
export async function wayOfSound(lang) {
  const kind = recogniser();
  if (!kind) return "";
  if (!kind.available) return "service"; // a browser that cannot say is taken for one that sends
  const states = await Promise.all([true, false].map((processLocally) => stateOf(kind, lang, processLocally)));
  if (states[0] === "available") return "device";
  if (["downloadable", "downloading"].includes(states[0])) return "install";
  return states[1] === "unavailable" ? "" : "service";
}

async function stateOf(kind, lang, processLocally) {
  try {
    return await kind.available({ langs: [lang], processLocally });
  } catch {
    return processLocally ? "unavailable" : "available";
  }
}

// Whether the package is there now.
export async function install(lang) {
  try {
    return await recogniser().install({ langs: [lang], processLocally: true });
  } catch {
    return false;
  }
}

// Listens until `stop` or `abort` of what it returns; `ended` gets the name of an error, or "".
export function startDictation({ lang, isLocal, terms, heard, guessed, ended }) {
  const dictation = { isWanted: true, shorts: 0, problem: "", usesTerms: isLocal, current: null };
  const listen = () => {
    const session = dictation.current = new (recogniser())();
    const began = performance.now();
    Object.assign(session, { lang, continuous: true, interimResults: true });
    if (isLocal) session.processLocally = true;
    if (dictation.usesTerms) hint(session, terms);
    session.onresult = (event) => {
      dictation.shorts = 0;
      read(event, heard, guessed);
    };
    session.onerror = ({ error }) => {
      if (error === "phrases-not-supported") dictation.usesTerms = false;
      if (!HARMLESS.includes(error)) Object.assign(dictation, { problem: error, isWanted: false });
    };
    session.onend = () => {
      dictation.shorts = performance.now() - began < SHORT ? dictation.shorts + 1 : 0;
      if (dictation.isWanted && dictation.shorts < MOST_SHORT) listen(); // a browser ends a session when it likes
      else ended(dictation.problem || (dictation.isWanted ? "ended" : ""));
    };
    session.start();
  };
  const end = (how) => () => {
    dictation.isWanted = false;
    dictation.current[how]();
  };
  listen();
  return { stop: end("stop"), abort: end("abort") };
}

function hint(session, terms) {
  const phrase = globalThis.SpeechRecognitionPhrase;
  if (phrase && "phrases" in session) session.phrases = terms.map((term) => new phrase(term, 2));
}

function read({ results, resultIndex }, heard, guessed) {
  let guess = "";
  for (const result of Array.from(results).slice(resultIndex)) {
    if (result.isFinal) heard(result[0].transcript);
    else guess += result[0].transcript;
  }
  guessed(guess);
}
