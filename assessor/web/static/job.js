/* Asks every two seconds how far a job is, says so, and shows the page anew once it has ended. */
const place = document.querySelector("[data-job]");
const EVERY_MS = 2000;

async function look() {
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const told = await answer.json();
    if (!told.goes_on) {
      location.reload();
      return;
    }
    const steps = told.steps ? ` Step ${Math.min(told.done + 1, told.steps)} of ${told.steps}.` : "";
    const said = `${told.state}.${steps} ${told.said}`.trim();
    if (place.textContent !== said) place.textContent = said;
  } catch {
    /* The network is away; the next look may find it again. */
  }
  setTimeout(look, EVERY_MS);
}

if (place) setTimeout(look, EVERY_MS);
