// The menu of further pages closes by Escape, by a click elsewhere, and when the focus goes on past it.
{
  const menu = document.querySelector("[data-menu]");
  if (menu) {
    const close = () => { menu.open = false; };
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) close();
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      close();
      menu.querySelector("summary").focus();
    });
  }
}
