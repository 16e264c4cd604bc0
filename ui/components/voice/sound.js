// Recordings live in the memory of this page alone, by name. A reload or a closed tab ends them; no request carries them.

const recordings = (globalThis.recallRecordings ??= new Map()); // shared by all components of the page
export const KEPT = "recall-recording-kept";

export const soundOf = (name) => recordings.get(name) ?? "";

export function keepSound(name, blob) {
  dropSound(name);
  recordings.set(name, URL.createObjectURL(blob));
  globalThis.dispatchEvent(new Event(KEPT)); // one that goes on while the page changes ends after it
}

export function dropSound(name) {
  URL.revokeObjectURL(soundOf(name));
  recordings.delete(name);
}

export const canRecord = () => Boolean(globalThis.MediaRecorder && navigator.mediaDevices?.getUserMedia);

// A recorder at work; `onBlob` gets what it has recorded. Rejects if there is no microphone, or no leave to use it.
export async function startRecorder(onBlob) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.onstop = () => {
    for (const track of stream.getTracks()) track.stop();
    onBlob(new Blob(parts, { type: recorder.mimeType }));
  };
  recorder.start();
  return recorder;
}
