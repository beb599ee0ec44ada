// Canned answers: a field that narrows the list while one types; without it, the list and its button do.
for (const picker of document.querySelectorAll("[data-replies]")) {
  const form = picker.closest("form");
  const where = picker.querySelector("select[name=pole]");
  const target = () => (where ? form.elements[where.value] : form.querySelector("textarea"));
  const label = picker.querySelector("label");
  const select = picker.querySelector("select");
  const place = document.createElement("div");
  place.className = "reply-options";
  const field = document.createElement("input");
  field.type = "text";
  field.id = select.id;
  field.autocomplete = "off";
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", `${select.id}-lista`);
  const said = document.createElement("p");
  said.className = "hint";
  said.setAttribute("role", "status");
  select.replaceWith(field, said, place);
  label.htmlFor = field.id;
  picker.querySelector("button").remove();

  const plain = (text) => text.toLocaleLowerCase("pl").replaceAll("\u0142", "l").normalize("NFD").replace(/\p{M}/gu, "");
  let all = [];
  let shown = [];
  let at = -1;
  const mark = (index) => {
    at = index;
    shown.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (shown[at]) {
      field.setAttribute("aria-activedescendant", shown[at].id);
      shown[at].scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  };
  const narrow = () => {
    const sought = plain(field.value).split(/\s+/).filter(Boolean);
    shown = all.filter((option) => {
      const text = plain(option.textContent);
      const fits = sought.every((word) => text.includes(word));
      option.hidden = !fits;
      return fits;
    });
    const list = place.querySelector("[role=listbox]");
    field.setAttribute("aria-expanded", String(shown.length > 0));
    if (list) list.hidden = shown.length === 0;
    said.textContent = all.length && !shown.length ? list.dataset.none : "";
    mark(shown.length && sought.length ? 0 : -1);
  };
  const load = async () => {
    if (all.length) return narrow();
    const ticket = new URL(form.action).pathname.split("/").slice(0, 3).join("/");
    try {
      const answer = await fetch(`${ticket}/wzorce`);
      if (!answer.ok) return;
      place.innerHTML = await answer.text();
    } catch {
      return;
    }
    place.querySelector("[role=listbox]").id = `${field.id}-lista`;
    all = [...place.querySelectorAll("[role=option]")];
    all.forEach((option, i) => { option.id = `${field.id}-${i}`; });
    narrow();
  };
  const insert = (option) => {
    const { text } = option.dataset;
    const words = target();
    const [start, end] = [words.selectionStart, words.selectionEnd];
    const before = words.value.slice(0, start);
    const glue = before && !before.endsWith("\n") ? "\n\n" : "";
    words.setRangeText(glue + text, start, end, "end");
    picker.open = false;
    field.value = "";
    words.focus();
    words.dispatchEvent(new Event("input", { bubbles: true }));
  };
  picker.addEventListener("toggle", () => {
    if (!picker.open) return;
    load();
    field.focus();
  });
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    narrow();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (shown.length) mark((at + (event.key === "ArrowDown" ? 1 : shown.length - (at < 0 ? 0 : 1))) % shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (shown[at]) insert(shown[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      picker.open = false;
      picker.querySelector("summary").focus();
    }
  });
  place.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) insert(option);
  });
}
