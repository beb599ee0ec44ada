// Words that are typed are kept: of somebody signed in at the desk, of anybody else in their own browser.
{
  const WAIT = 1_200;
  const DAYS = 30 * 24 * 3600 * 1000;
  const NOT_WORDS = ["csrf", "version", "key", "plik", "wzor", "pole"];
  const name = (form) => `szkic ${form}`;
  const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const store = {
    get: (form) => { try { return JSON.parse(localStorage.getItem(name(form))); } catch { return null; } },
    set: (form, draft) => { try { localStorage.setItem(name(form), JSON.stringify(draft)); return true; } catch { return false; } },
    remove: (form) => { try { localStorage.removeItem(name(form)); } catch { /* Not allowed: then there is none. */ } },
  };
  // A ticket has just been filed: its words are where they belong.
  if (new URLSearchParams(location.search).has("nowe")) store.remove("/zgloszenia");

  for (const form of document.querySelectorAll("form[data-draft]")) {
    const { draft: address, draftPlace, draftSaved, draftNotSaved, draftRestored, draftDiscard } = form.dataset;
    const isHere = draftPlace === "browser";
    const fields = () => [...new FormData(form)].filter(([field, value]) => typeof value === "string" && !NOT_WORDS.includes(field));
    const state = document.createElement("p");
    state.className = "hint draft-state";
    form.append(state);
    let known = JSON.stringify(fields());
    let isSent = false;
    let waiting = 0;

    const isEmpty = () => [...form.querySelectorAll("textarea, input[type=text][name=subject]")].every((field) => field.value.trim() === "");
    const body = () => new URLSearchParams([
      ["csrf", form.elements.csrf.value], ["formularz", address], ...(isEmpty() ? [] : fields()),
    ]);
    const changed = () => {
      const now = JSON.stringify(fields());
      const is = !isSent && now !== known;
      known = now;
      return is;
    };
    const say = (isKept) => {
      state.textContent = isKept ? `${draftSaved} ${clock(Date.now())}` : draftNotSaved;
      state.classList.toggle("error", !isKept);
    };
    const save = async () => {
      clearTimeout(waiting);
      if (!changed()) return;
      if (isHere) {
        if (isEmpty()) store.remove(address);
        else say(store.set(address, { at: Date.now(), fields: fields() }));
        return;
      }
      try {
        const answer = await fetch("/szkice", { method: "POST", body: body(), redirect: "manual" });
        say(answer.ok || answer.type === "opaqueredirect");
      } catch {
        say(false);
      }
    };

    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(save, WAIT);
    });
    form.addEventListener("submit", () => {
      isSent = true;
      clearTimeout(waiting);
    });
    addEventListener("pagehide", () => {
      clearTimeout(waiting);
      if (isHere) save();
      else if (changed()) navigator.sendBeacon("/szkice", body());
    });
    addEventListener("pageshow", () => { isSent = false; });

    const kept = isHere && isEmpty() ? store.get(address) : null;
    if (kept && Date.now() - kept.at < DAYS) {
      for (const [field, value] of kept.fields) {
        const control = form.elements[field];
        if (control) control.value = value;
      }
      known = JSON.stringify(fields());
      const notice = document.createElement("div");
      notice.className = "notice draft-notice";
      notice.setAttribute("role", "status");
      const words = document.createElement("p");
      words.textContent = draftRestored;
      const discard = document.createElement("button");
      discard.type = "button";
      discard.className = "button button--small";
      discard.textContent = draftDiscard;
      discard.addEventListener("click", () => {
        store.remove(address);
        isSent = true;
        location.assign(location.pathname);
      });
      notice.append(words, discard);
      form.prepend(notice);
    }
  }
}
