// Says that a ticket is open before somebody, and shows who else has it open and what has changed.
{
  const place = document.querySelector("[data-presence]");
  if (place) {
    const secret = document.querySelector("input[name=csrf]").value;
    const words = [...document.querySelectorAll("main textarea")];
    const before = words.map((field) => field.value);
    let doing = place.dataset.doing;

    const form = (what) => new URLSearchParams({
      csrf: secret, strona: place.dataset.page, version: place.dataset.version, robi: what,
    });

    const say = async () => {
      if (document.hidden) return;
      try {
        const answer = await fetch(place.dataset.presence, { method: "POST", body: form(doing), redirect: "error" });
        if (!answer.ok) return;
        const news = await answer.text();
        if (news.trim() !== place.innerHTML.trim()) place.innerHTML = news;
      } catch {
        // Not reached: tried again in a while.
      }
    };

    document.addEventListener("input", () => {
      const typed = words.some((field, at) => field.value !== before[at]);
      const now = typed || place.dataset.doing === "answering" ? "answering" : "looking";
      if (now === doing) return;
      doing = now;
      say();
    });
    document.addEventListener("visibilitychange", say);
    addEventListener("pagehide", () => navigator.sendBeacon(place.dataset.presence, form("gone")));
    addEventListener("pageshow", say);
    setInterval(say, 20_000);
  }
}
