/* The list of sources: filter, sort, share the choice by its address, copy a source. Without this the list is complete. */

(() => {
  "use strict";

  const form = document.querySelector(".bronfilter");
  const list = document.querySelector(".bronnen");
  if (!form || !list) return;

  const words = form.dataset;
  const status = form.querySelector(".bronfilter-melding");
  const fields = form.elements;
  const items = [...list.children].map((element, index) => ({
    element,
    index,
    text: comparable(element.firstElementChild.textContent),
    title: comparable(element.dataset.title),
    year: Number(element.dataset.year) || null,
    cited: Number(element.dataset.cited),
    chapters: element.dataset.chapters.split(" "),
  }));

  /* Without accents and capitals: 'sorensen' finds Sørensen. */
  function comparable(text) {
    return text.toLowerCase().replace(/ø/g, "o").replace(/[’‘]/g, "'").normalize("NFD").replace(/\p{M}/gu, "");
  }

  const lacking = (value, otherwise) => (value === null ? otherwise : value);
  const orders = {
    "": (a, b) => a.index - b.index,
    new: (a, b) => lacking(b.year, -1) - lacking(a.year, -1),
    old: (a, b) => lacking(a.year, 9999) - lacking(b.year, 9999),
    title: (a, b) => !a.title - !b.title || a.title.localeCompare(b.title, document.documentElement.lang),
    cited: (a, b) => b.cited - a.cited,
  };

  function answers(item, wanted) {
    const { kind, state } = item.element.dataset;
    return (
      wanted.terms.every((term) => item.text.includes(term)) &&
      (!wanted.from || (item.year !== null && item.year >= wanted.from)) &&
      (!wanted.to || (item.year !== null && item.year <= wanted.to)) &&
      (!wanted.kind || kind === wanted.kind) &&
      (!wanted.state || state === wanted.state) &&
      (!wanted.chapter || item.chapters.includes(wanted.chapter))
    );
  }

  function show() {
    const wanted = Object.fromEntries(new FormData(form));
    wanted.terms = comparable(wanted.text).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const visible = answers(item, wanted);
      item.element.hidden = !visible;
      shown += visible;
    }
    const sorted = [...items].sort((a, b) => orders[wanted.sort](a, b) || a.index - b.index);
    list.append(...sorted.map((item) => item.element));
    form.querySelector("output").textContent = words.count.replace("{shown}", shown).replace("{all}", items.length);
  }

  function remember() {
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const query = chosen.toString();
    history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
  }

  function recall() {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = fields.namedItem(name);
      if (!field || !field.name) continue;
      const known = !field.options || [...field.options].some((option) => option.value === value);
      if (known) field.value = value;
    }
  }

  /* A link to a source shows it, whatever was chosen. */
  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.hidden) return;
    form.reset();
    target.scrollIntoView();
  }

  function addCopying() {
    for (const shown of list.querySelectorAll(".vorm")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kopieer";
      button.textContent = words.copy;
      button.setAttribute("aria-label", words.copyAs.replace("{form}", shown.dataset.form));
      button.addEventListener("click", () => copy(button, shown));
      shown.previousElementSibling.append(" ", button);
    }
  }

  async function copy(button, shown) {
    const text = shown.textContent.replace(/^\n+|\n+$/g, "");
    if (await publicatie.copy(text, shown.querySelector("pre") ? "" : shown.innerHTML.trim())) {
      button.textContent = words.copied;
      status.textContent = `${words.copied}: ${shown.dataset.form}`;
      setTimeout(() => (button.textContent = words.copy), 2000);
    } else {
      getSelection().selectAllChildren(shown);
    }
  }

  form.addEventListener("input", () => {
    show();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    /* The fields are empty only after this event. */
    setTimeout(() => {
      show();
      remember();
    });
  });
  addEventListener("hashchange", reveal);

  addCopying();
  recall();
  show();
  form.hidden = false;
  reveal();
})();
