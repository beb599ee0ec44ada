// While somebody describes their matter: articles and outages that may answer it. Never in the way of filing.
{
  const WAIT = 700;
  const SHORTEST = 8;
  const place = document.querySelector("[data-answers]");
  const form = place?.closest("form");
  if (form) {
    let waiting = 0;
    let asked = "";
    let turn = 0;
    const ask = async () => {
      const subject = form.elements.subject.value;
      const body = form.elements.body.value;
      const text = `${subject}\n${body}`;
      if (text === asked || text.trim().length < SHORTEST) return;
      asked = text;
      const mine = ++turn;
      try {
        const answer = await fetch("/wiedza/podpowiedzi", {
          method: "POST",
          body: new URLSearchParams([["csrf", form.elements.csrf.value], ["subject", subject.slice(0, 400)], ["body", body.slice(0, 4000)]]),
        });
        if (mine !== turn) return;
        const html = answer.status === 200 ? await answer.text() : "";
        if (place.dataset.shown === html) return;
        place.dataset.shown = html;
        place.innerHTML = html;
        place.hidden = html === "";
      } catch { /* Without answers the form is as good as ever. */ }
    };
    form.addEventListener("input", (event) => {
      if (event.target !== form.elements.subject && event.target !== form.elements.body) return;
      clearTimeout(waiting);
      waiting = setTimeout(ask, WAIT);
    });
  }
}
