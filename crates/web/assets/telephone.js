// A call: who it may be and whose matter it is, while somebody types. The form does without.
{
  const WAIT_FOR_PEOPLE = 150;
  const WAIT_FOR_UNIT = 500;
  const form = document.querySelector("form[data-telephone]");
  if (form) {
    for (const one of form.querySelectorAll("[data-without-script]")) one.remove();
    const { name, subject, body, csrf } = form.elements;
    const place = form.querySelector("[data-callers]");
    const said = form.querySelector("[data-said]");
    const suggestion = form.querySelector("[data-suggestion]");

    // The answer to the latest question, or null; earlier answers that come late count no more.
    const asker = () => {
      let turn = 0;
      return async (path, words) => {
        const mine = ++turn;
        try {
          const answer = await fetch(`/kolejka/telefon/${path}`, { method: "POST", body: new URLSearchParams([["csrf", csrf.value], ...words]) });
          const html = answer.status === 200 ? await answer.text() : "";
          return mine === turn ? html : null;
        } catch {
          return null;
        }
      };
    };

    // People: a text field with a list (ARIA combobox).
    name.setAttribute("role", "combobox");
    name.setAttribute("aria-autocomplete", "list");
    name.setAttribute("aria-expanded", "false");
    name.setAttribute("aria-controls", "dzwoniacy");
    const askForPeople = asker();
    let waiting = 0;
    let at = -1;
    const options = () => [...place.querySelectorAll("[role=option]")];
    const isOpen = () => name.getAttribute("aria-expanded") === "true";
    const mark = (index) => {
      at = index;
      options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
      const option = options()[at];
      if (option) {
        name.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        name.removeAttribute("aria-activedescendant");
      }
    };
    const close = () => {
      clearTimeout(waiting);
      place.replaceChildren();
      name.setAttribute("aria-expanded", "false");
      mark(-1);
    };
    const find = async () => {
      const html = await askForPeople("dzwoniacy", [["name", name.value]]);
      if (html === null || document.activeElement !== name) return;
      place.innerHTML = html;
      const list = place.querySelector("[role=listbox]");
      said.textContent = name.value.trim() ? (list?.dataset.said ?? "") : "";
      if (!options().length) return close();
      name.setAttribute("aria-expanded", "true");
      mark(-1);
    };
    const choose = (option) => {
      for (const field of ["name", "phone", "email", "department", "room"]) form.elements[field].value = option.dataset[field];
      if (option.dataset.department || option.dataset.room) form.querySelector("[data-more]").open = true;
      close();
      subject.focus();
      // For the draft.
      form.elements.phone.dispatchEvent(new Event("input", { bubbles: true }));
    };
    name.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(find, WAIT_FOR_PEOPLE);
    });
    name.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const count = options().length;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!isOpen()) find();
        else if (event.key === "ArrowDown") mark(at + 1 < count ? at + 1 : 0);
        else mark(at > 0 ? at - 1 : count - 1);
      } else if (event.key === "Enter") {
        // One hears who is meant before the form is sent.
        event.preventDefault();
        if (options()[at]) choose(options()[at]);
        else { close(); subject.focus(); }
      } else if (event.key === "Escape" && isOpen()) {
        event.preventDefault();
        close();
      }
    });
    name.addEventListener("blur", close);
    place.addEventListener("mousedown", (event) => event.preventDefault());
    place.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });

    // Whose matter.
    const askForUnit = asker();
    let soon = 0;
    let asked = "";
    const suggest = async () => {
      const words = [["subject", subject.value.slice(0, 4000)], ["body", body.value.slice(0, 4000)]];
      const text = words.join("\n");
      if (text === asked) return;
      asked = text;
      const html = await askForUnit("podpowiedz", words);
      if (html === null) return;
      suggestion.innerHTML = html;
      suggestion.hidden = html === "";
    };
    for (const field of [subject, body]) {
      field.addEventListener("input", () => {
        clearTimeout(soon);
        soon = setTimeout(suggest, WAIT_FOR_UNIT);
      });
    }

    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.ctrlKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[value=podejmij]"));
    });
  }
}
