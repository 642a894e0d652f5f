// One question: keeps every choice as it is made, and an answer that cannot be sent until it can.
// The page works without this. What is kept on the device is gone as soon as the server has acknowledged it.

const form = document.getElementById("answer");
const saved = document.getElementById("saved");
const { draft, kept, prefix } = form.dataset;
let turn = Number(form.dataset.turn);
const WAIT_MS = [2000, 5000, 10000, 20000];
let timer = 0;
let tries = 0;
let isSending = false;

const say = (text, state = "") => {
  saved.dataset.state = state;
  if (saved.textContent !== text) saved.textContent = text;
};

const device = {
  read: (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  write: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; } },
  drop: (key) => { try { localStorage.removeItem(key); } catch { /* a browser without storage kept nothing */ } },
};

const fields = () => [...new FormData(form)].filter(([name]) => name !== "csrf_token" && name !== "leave");

const fill = (entries) => {
  for (const control of form.elements) {
    const values = entries.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
    else if (control.type !== "hidden" && control.type !== "submit" && control.name) control.value = values[0] ?? "";
  }
};

const post = async (url, entries) => {
  const body = new URLSearchParams([...entries, ["csrf_token", form.elements.csrf_token?.value ?? ""]]);
  const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new Error("signed out");
  if (answer.status >= 500) throw new Error("not now");
  return { ok: answer.ok, said: await answer.json().catch(() => ({})) };
};

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(send, WAIT_MS[Math.min(tries++, WAIT_MS.length - 1)]);
};

const WAITS = {
  answer: "No connection. Your answer is kept on this device and is sent as soon as the connection is back. You may leave this page open, or come back to it later on this device.",
  draft: "No connection. Your choice is kept on this device and is saved as soon as the connection is back.",
  out: "You are signed out. Your answer is kept on this device: sign in again in this browser, and it is sent.",
};

// Sends what this device still holds of the question: the answer, or else the choice so far.
async function send() {
  const held = device.read(kept);
  if (!held || isSending) return;
  isSending = true;
  try {
    const { ok, said } = await post(held.isAnswer ? form.action : draft, held.entries);
    tries = 0;
    if (JSON.stringify(device.read(kept)) === JSON.stringify(held)) device.drop(kept);
    if (said.next) {
      location.assign(said.next);
    } else if (!ok) {
      if (held.isAnswer) { device.write(kept, { ...held, isAnswer: false }); form.submit(); }
    } else {
      say("Saved.");
    }
  } catch (error) {
    say(error.message === "signed out" ? WAITS.out : held.isAnswer ? WAITS.answer : WAITS.draft, "waiting");
    later();
  } finally {
    isSending = false;
    form.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
  }
  const now = device.read(kept);
  if (now && JSON.stringify(now) !== JSON.stringify(held)) send();
}

const keep = (isAnswer) => device.write(kept, { isAnswer, entries: [...fields(), ["turn", String(++turn)]] });

form.addEventListener("input", () => {
  if (device.read(kept)?.isAnswer) return;
  clearTimeout(timer);
  if (keep(false)) timer = setTimeout(send, 400);
});

form.addEventListener("submit", (event) => {
  if (event.submitter?.name === "leave" || !keep(true)) return; // the browser sends it as it would without us
  event.preventDefault();
  clearTimeout(timer);
  form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", "true"));
  say("Sending…");
  send();
});

window.addEventListener("online", () => { tries = 0; send(); });
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// Answers to earlier questions of this sitting that the server has long acknowledged are of no use any more.
try {
  Object.keys(localStorage).filter((key) => key.startsWith(prefix) && key !== kept).forEach(device.drop);
} catch { /* a browser without storage */ }

const held = device.read(kept);
if (held) {
  fill(held.entries);
  turn = Math.max(turn, Number(held.entries.find(([name]) => name === "turn")?.[1] ?? 0));
  say(held.isAnswer ? "Sending the answer that was kept on this device…" : "Your choice was kept on this device.");
  send();
}

const clock = document.getElementById("clock");
if (clock) {
  const said = document.getElementById("clock-said");
  const shown = document.getElementById("clock-words");
  const end = performance.now() + Number(clock.dataset.leftS) * 1000;
  const words = (left) => left >= 120 ? `${Math.ceil(left / 60)} minutes left` : left > 0 ? `${Math.ceil(left / 10) * 10} seconds left`
    : "The time is over. This answer is still taken; then the sitting ends.";
  let before = Infinity;
  const tick = () => {
    const left = Math.max(0, (end - performance.now()) / 1000);
    shown.textContent = words(left);
    for (const mark of [600, 300, 60, 0]) if (before > mark && left <= mark && before !== Infinity) said.textContent = words(left);
    before = left;
    if (left > 0) setTimeout(tick, left > 120 ? 10000 : 1000);
  };
  tick();
}
