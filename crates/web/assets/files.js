// Files of a form: dragged, pasted or chosen, each listed with its size and a button that takes it away again, and told
// at once when it is too large. Without this the input is a plain one.
{
  const places = [...document.querySelectorAll("[data-files]")];
  const language = document.documentElement.lang;

  const size = (bytes) => {
    const [number, unit] = bytes < 1e3 ? [bytes, "byte"] : bytes < 999_500 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
    const digits = unit === "megabyte" ? 1 : 0;
    return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: digits }).format(number);
  };
  const make = (name, kind, text = "") => {
    const element = document.createElement(name);
    element.className = kind;
    element.textContent = text;
    return element;
  };

  const takers = new Map();
  for (const place of places) {
    const words = place.dataset;
    const input = place.querySelector("input[type=file]");
    const invitation = make("p", "files__drop", words.drop);
    const faults = make("div", "files__faults");
    faults.setAttribute("role", "alert");
    const list = make("ul", "files-list");
    list.setAttribute("aria-label", words.chosen);
    list.hidden = true;
    const news = make("p", "visually-hidden");
    news.setAttribute("role", "status");
    input.after(invitation, faults, list, news);
    let chosen = [];

    const show = () => {
      const files = new DataTransfer();
      for (const file of chosen) files.items.add(file);
      input.files = files.files;
      list.hidden = chosen.length === 0;
      list.replaceChildren(...chosen.map((file) => {
        const line = make("li", "");
        const name = make("span", "file-name", file.name);
        name.dir = "auto";
        const remove = make("button", "button button--small", words.remove);
        remove.type = "button";
        remove.append(make("span", "visually-hidden", ` ${file.name}`));
        remove.addEventListener("click", () => {
          const at = chosen.indexOf(file);
          chosen = chosen.filter((other) => other !== file);
          show();
          news.textContent = `${words.removed} ${file.name}`;
          const buttons = list.querySelectorAll("button");
          (buttons[Math.min(at, buttons.length - 1)] ?? input).focus();
        });
        line.append(name, " ", make("span", "muted", size(file.size)), " ", remove);
        return line;
      }));
    };

    const take = (files) => {
      const refused = [];
      const added = [];
      for (const file of files) {
        const known = (other) => other.name === file.name && other.size === file.size && other.lastModified === file.lastModified;
        const sum = chosen.reduce((sum, other) => sum + other.size, file.size);
        if (chosen.some(known)) continue;
        if (file.size > Number(words.limit)) {
          refused.push(`${words.tooLarge} ${file.name} (${size(file.size)})`);
        } else if (sum > Number(words.total)) {
          refused.push(`${words.tooMuch} (${size(sum)})`);
        } else {
          chosen.push(file);
          added.push(`${words.added} ${file.name}, ${size(file.size)}`);
        }
      }
      show();
      faults.replaceChildren(...refused.map((text) => make("p", "error", text)));
      news.textContent = added.join(". ");
    };
    takers.set(place, take);

    input.addEventListener("change", () => take([...input.files]));
    const brings = (event) => event.dataTransfer?.types.includes("Files");
    const form = input.form;
    form.addEventListener("dragover", (event) => {
      if (!brings(event)) return;
      event.preventDefault();
      place.classList.add("is-over");
    });
    form.addEventListener("dragleave", (event) => {
      if (!form.contains(event.relatedTarget)) place.classList.remove("is-over");
    });
    form.addEventListener("drop", (event) => {
      if (!brings(event)) return;
      event.preventDefault();
      place.classList.remove("is-over");
      take([...event.dataTransfer.files]);
    });
  }

  if (places.length > 0) {
    // A file dropped beside the form must not take the page away with everything typed.
    for (const what of ["dragover", "drop"]) {
      addEventListener(what, (event) => {
        if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
      });
    }
    document.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      const own = event.target.closest?.("form")?.querySelector("[data-files]");
      const place = own ?? (places.length === 1 ? places[0] : null);
      if (!place) return;
      // What is copied from an office suite is text and its picture; then the text is meant.
      if (event.clipboardData.getData("text/plain") !== "") return;
      event.preventDefault();
      const time = new Date().toTimeString().slice(0, 8).replaceAll(":", "-");
      takers.get(place)(files.map((file) => {
        if (!/^image\.\w+$/.test(file.name)) return file;
        const ending = file.name.slice(file.name.lastIndexOf("."));
        return new File([file], `${place.dataset.picture}-${time}${ending}`, { type: file.type, lastModified: file.lastModified });
      }));
    });
  }
}
