// Minutes and seconds that run by themselves, up, or down to 0.

const INTERVAL = 250; // milliseconds

export default function ({ data, parentElement, setTriggerValue }) {
  const time = parentElement.querySelector("strong");
  const start = performance.now();
  const tick = () => {
    const elapsed = (performance.now() - start) / 1000;
    const seconds = Math.max(0, data.down ? data.seconds - elapsed : data.seconds + elapsed);
    const whole = data.down ? Math.ceil(seconds) : Math.floor(seconds);
    time.textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
    if (data.down && !seconds) {
      clearInterval(time.timer);
      setTriggerValue("over", true);
    }
  };
  parentElement.querySelector("span").textContent = data.words;
  clearInterval(time.timer);
  time.timer = setInterval(tick, INTERVAL);
  tick();
  return () => clearInterval(time.timer);
}
