// Tells Python who this browser is: a name nobody can guess, made here once and kept here.

export default function ({ data, setStateValue }) {
  const key = "recall-learner";
  let name = "";
  try {
    name = localStorage.getItem(key) ?? "";
    if (!/^[0-9a-f-]{36}$/.test(name)) localStorage.setItem(key, (name = crypto.randomUUID()));
  } catch {
    name = ""; // a browser that keeps nothing: what is done stays in this session
  }
  if (name && data.known !== name) setStateValue("name", name);
}
