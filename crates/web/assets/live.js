// Live rows of the queue: changed rows are changed where they stand, new ones wait for a click.
{
  const list = document.querySelector("[data-live]");
  if (list && "EventSource" in window) {
    const fresh = list.querySelector("[data-fresh]");
    const lost = list.querySelector("[data-lost]");
    const tabs = document.querySelector("[data-tabs]");
    const title = document.title;
    const plural = new Intl.PluralRules(document.documentElement.lang);
    let source = null;
    let told = list.dataset.told;

    const row = (number) => list.querySelector(`tr[data-number="${CSS.escape(number)}"]`);

    const made = (html) => {
      const holder = document.createElement("template");
      holder.innerHTML = html.trim();
      return holder.content.firstElementChild;
    };

    // What the person has in hand stays in hand: focus and selection go over to the new row.
    const put = (number, html) => {
      const old = row(number);
      if (!old) return;
      const now = made(html);
      const name = (element) => element.name ? `[name="${CSS.escape(element.name)}"]` : element.localName;
      const held = old.contains(document.activeElement) ? name(document.activeElement) : null;
      const chosen = old.querySelector("input[type=checkbox]")?.checked;
      now.classList.add("is-changed");
      old.replaceWith(now);
      const box = now.querySelector("input[type=checkbox]");
      if (box && chosen) box.checked = true;
      if (held) now.querySelector(held)?.focus({ preventScroll: true });
    };

    const leave = (number) => {
      const old = row(number);
      if (!old || old.classList.contains("is-gone")) return;
      old.classList.add("is-gone");
      const note = document.createElement("span");
      note.className = "badge badge--quiet";
      note.textContent = list.dataset.gone;
      old.querySelector(".table__main").append(" ", note);
    };

    const count = (page) => {
      const unseen = page.filter((number) => !row(number)).length;
      const words = fresh.dataset[plural.select(unseen)] ?? fresh.dataset.many;
      const said = words.replace("#", unseen);
      if (fresh.hidden === (unseen > 0) || (unseen && fresh.firstElementChild.textContent !== said)) {
        fresh.firstElementChild.textContent = said;
        fresh.hidden = unseen === 0;
      }
      document.title = unseen ? `(${unseen}) ${title}` : title;
    };

    const heard = (name, tell) => {
      source.addEventListener(name, (event) => {
        told = event.lastEventId;
        tell(JSON.parse(event.data));
      });
    };

    const open = () => {
      if (source || document.hidden) return;
      source = new EventSource(`${list.dataset.live}&od=${encodeURIComponent(told)}`);
      source.onopen = () => { lost.hidden = true; };
      source.onerror = () => {
        lost.hidden = false;
        // The server refused for now (too many pages, no session): asked again when somebody comes back.
        if (source.readyState === EventSource.CLOSED) source = null;
      };
      heard("change", (news) => {
        for (const [number, html] of Object.entries(news.rows)) put(number, html);
        news.gone.forEach(leave);
        tabs.innerHTML = news.tabs;
        count(news.page);
      });
      heard("present", (present) => {
        for (const place of list.querySelectorAll("[data-present]")) {
          place.textContent = present[place.closest("tr").dataset.number] ?? "";
        }
      });
      heard("anew", () => location.reload());
    };

    // A page that nobody looks at holds no connection: a browser has only six for all its tabs.
    const close = () => {
      source?.close();
      source = null;
    };
    document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
    addEventListener("pagehide", close);
    addEventListener("pageshow", open);
    open();
  }
}
