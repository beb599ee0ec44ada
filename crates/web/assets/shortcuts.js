// Shortcuts of single keys. Never while somebody types, never together with Ctrl, Alt, AltGr or the command key.
if (document.body.dataset.shortcuts) {
  const sheet = document.getElementById("skroty");
  const main = document.querySelector("main");
  const one = (css) => main.querySelector(css);
  let begun = "";

  const rows = () => [...main.querySelectorAll("tr[data-number] .table__main a")];
  const current = () => document.activeElement.closest?.("tr[data-number]");

  const move = (by) => {
    const links = rows();
    if (!links.length) return false;
    const at = links.findIndex((link) => link.closest("tr") === current());
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1);
    links[next].focus();
    links[next].closest("tr").scrollIntoView({ block: "nearest" });
    return true;
  };

  // The form of an act on the ticket's page, unfolded and with the focus where one goes on.
  const unfold = (act) => {
    const form = one(`form[action$="/${act}"]`);
    if (!form) return false;
    const folded = form.closest("details");
    if (folded) folded.open = true;
    const field = form.querySelector("textarea") ?? form.querySelector("button");
    field.focus();
    field.scrollIntoView({ block: "center" });
    return true;
  };

  const follow = (css) => {
    const link = one(css);
    link?.click();
    return Boolean(link);
  };

  // On the ticket's page at once; in the queue by way of the page of the ticket with the focus.
  const act = (here, there) => {
    if (here()) return true;
    const row = current();
    if (!row) return false;
    location.assign(`/kolejka/${row.dataset.number}${there}`);
    return true;
  };

  const claim = () => {
    const form = one('form[action$="/podejmij"]');
    form?.requestSubmit();
    return Boolean(form);
  };

  const search = () => {
    const field = document.getElementById("szukaj");
    if (!field) {
      location.assign("/kolejka#szukaj");
      return true;
    }
    field.focus();
    field.select();
    return true;
  };

  const go = (path) => () => { location.assign(path); return true; };

  const keys = {
    "j": () => move(1),
    "k": () => move(-1),
    "x": () => {
      const box = current()?.querySelector("input[type=checkbox]");
      box?.click();
      return Boolean(box);
    },
    "p": () => act(claim, "#skrot-podejmij"),
    "1": () => follow(".suggestion a.button--primary") || (Boolean(one(".suggestion [data-accepts]")) && claim()),
    "e": () => act(() => follow('a[href*="/eskalacja"]'), "/eskalacja"),
    "t": () => act(() => follow('a[href*="/przekazanie"]'), "/przekazanie"),
    "r": () => act(() => unfold("rozwiazanie"), "#skrot-rozwiazanie"),
    "n": () => act(() => unfold("notatka"), "#skrot-notatka"),
    "u": () => follow('.crumbs a[href^="/kolejka"]'),
    "/": search,
    "?": () => { sheet.showModal(); return true; },
    "d": () => Boolean(document.body.dataset.calls) && go("/kolejka/telefon")(),
    "g q": go("/kolejka"),
    "g n": go("/zgloszenia/nowe"),
    "g m": go("/moje"),
    "g h": go("/"),
  };

  const types = (element) =>
    element.isContentEditable ||
    element.matches("textarea, select") ||
    (element.matches("input") && !element.matches("[type=checkbox], [type=radio], [type=button], [type=submit]"));

  document.addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.altKey || event.metaKey || event.getModifierState("AltGraph");
    if (held || event.isComposing || event.defaultPrevented || event.key.length !== 1) return;
    if (types(event.target) || sheet.open) return;
    const whole = begun ? `${begun} ${event.key}` : event.key;
    begun = "";
    if (event.key === "g" && whole === "g") {
      begun = "g";
      setTimeout(() => { begun = ""; }, 1500);
      return;
    }
    if (event.repeat && !"jk".includes(whole)) return;
    if (Object.hasOwn(keys, whole) && keys[whole]()) event.preventDefault();
  });

  const wanted = location.hash.match(/^#skrot-([a-z]+)$/);
  if (wanted) unfold(wanted[1]);
}
