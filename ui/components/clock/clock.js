// Minutes and seconds that go on by themselves, up or down to 0.

const TICK = 250; // milliseconds

export default function ({ data, parentElement, setTriggerValue }) {
  const face = parentElement.querySelector("strong");
  const began = performance.now();
  const tick = () => {
    const passed = (performance.now() - began) / 1000;
    const seconds = Math.max(0, data.down ? data.seconds - passed : data.seconds + passed);
    const whole = data.down ? Math.ceil(seconds) : Math.floor(seconds);
    face.textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
    if (data.down && !seconds) {
      clearInterval(face.timer);
      setTriggerValue("over", true);
    }
  };
  parentElement.querySelector("span").textContent = data.words;
  clearInterval(face.timer);
  face.timer = setInterval(tick, TICK);
  tick();
  return () => clearInterval(face.timer);
}
