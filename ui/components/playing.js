// The button that plays and pauses, wherever something plays.

const PLAY = "M8 5v14l11-7z", PAUSE = "M6 5h4v14H6zM14 5h4v14h-4z";

export function showPlaying(button, plays, [play, pause] = ["Play", "Pause"]) {
  button.setAttribute("aria-label", plays ? pause : play);
  button.querySelector("path").setAttribute("d", plays ? PAUSE : PLAY);
}
