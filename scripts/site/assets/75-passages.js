/* A link to each paragraph, list item and note, and the same as a quotation. One mark (¶) goes to the passage that is
   pointed at, tapped or chosen with the arrow keys, so there is one tab stop and not one for each passage. */

(() => {
  "use strict";

  const PASSAGE = ':is(p, li, dt, dd, span)[id^="a-"]';
  /* What stands in a passage without being words of it. */
  const ADDED = ".footnote-ref, .footnote-backref, .naar-bron, .headerlink, .voorlezen, .kantnoot";
  const article = document.querySelector(".md-content__inner");
  const source = document.getElementById("aanhalen");
  const passages = article ? [...article.querySelectorAll(PASSAGE)].filter((one) => !one.closest(".vervallen")) : [];
  follow();
  addEventListener("hashchange", follow);
  if (!source || !passages.length) return;

  const about = JSON.parse(source.textContent);
  const words = about.words;
  const tools = element("div", { className: "alinea-hulp alinea-hulp--rust" });
  const mark = element("button", { type: "button", className: "alinea-teken", textContent: "¶" });
  const menu = element("div", { className: "alinea-menu", id: "alinea-menu", hidden: true });
  const copyLink = element("button", { type: "button", textContent: words.copy_link });
  const copyQuotation = element("button", { type: "button", textContent: words.copy_quotation });
  const bubble = element("p", { className: "alinea-melding", hidden: true });
  const byHand = element("textarea", { className: "alinea-tekst", readOnly: true, hidden: true, rows: 4 });
  const status = element("p", { className: "voorlezen" });
  let current = null;
  let kept = null;
  let touched = false;
  let copying = false;
  let timer = 0;

  mark.setAttribute("aria-label", words.passage_tools);
  mark.setAttribute("aria-expanded", "false");
  mark.setAttribute("aria-controls", menu.id);
  mark.title = words.passage_tools;
  bubble.setAttribute("aria-hidden", "true");
  status.setAttribute("role", "status");
  byHand.setAttribute("aria-label", words.copy_failed);
  menu.append(copyLink, copyQuotation, byHand);
  tools.append(mark, menu, bubble);
  article.prepend(tools, status);

  function element(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  /* The address of a passage that has moved leads to an explanation with a link; with a script straight on. */
  function follow() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const link = target && target.closest(".vervallen") && target.querySelector("a.verplaatst");
    if (link) location.replace(link.href);
  }

  // -- which passage ------------------------------------------------------------------------------------------------

  const passageOf = (node) => {
    const found = node.closest?.(PASSAGE);
    return passages.includes(found) ? found : null;
  };

  function choose(passage) {
    if (current !== passage) close();
    current?.classList.remove("alinea-gekozen");
    current = passage;
    tools.classList.toggle("alinea-hulp--rust", !passage);
    if (!passage) return;
    const number = words.passage_number.replace("{number}", passages.indexOf(passage) + 1);
    const label = `${words.passage_tools}: ${number.replace("{count}", passages.length)}`;
    mark.setAttribute("aria-label", label);
    place();
  }

  /* Behind the last word, or where there is no room below it. */
  function place() {
    if (!current) return;
    const box = article.getBoundingClientRect();
    const end = endOf(current);
    const room = Math.min(innerWidth, box.right + 32) - end.right;
    const size = mark.offsetWidth;
    const fits = room >= size + 4;
    tools.style.left = `${fits ? end.right - box.left + 3 : Math.min(box.width, innerWidth - box.left) - size}px`;
    tools.style.top = `${fits ? end.top - box.top + (end.height - size) / 2 : end.bottom - box.top - 2}px`;
    tools.classList.toggle("alinea-hulp--links", end.right > innerWidth / 2);
  }

  function endOf(passage) {
    const texts = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    let last = passage;
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (node.data.trim() && node.parentElement.closest(PASSAGE) === passage) last = node;
    }
    const range = document.createRange();
    range.selectNodeContents(last);
    return [...range.getClientRects()].pop() ?? passage.getBoundingClientRect();
  }

  const inSight = (one) => one.getBoundingClientRect().bottom > 60 && one.getBoundingClientRect().top < innerHeight;

  /* Where the keyboard begins: the passage that was asked for or pointed at, or else the first one in sight. */
  function nearest() {
    const asked = passages.find((one) => `#${one.id}` === location.hash);
    return [current, asked].find((one) => one && inSight(one)) ?? passages.find(inSight) ?? passages[0];
  }

  function step(by) {
    const next = passages[passages.indexOf(current) + by];
    if (!next) return;
    choose(next);
    next.classList.add("alinea-gekozen");
    next.scrollIntoView({ block: "nearest" });
    place();
    say(`${mark.getAttribute("aria-label")}. ${textOf(next).slice(0, 60)}`);
  }

  // -- the menu -----------------------------------------------------------------------------------------------------

  function open() {
    kept = selected() ?? kept;
    menu.hidden = false;
    mark.setAttribute("aria-expanded", "true");
    current.classList.add("alinea-gekozen");
    menu.scrollIntoView({ block: "nearest" });
    copyLink.focus({ preventScroll: true });
  }

  function close() {
    if (menu.hidden) return;
    menu.hidden = true;
    byHand.hidden = true;
    mark.setAttribute("aria-expanded", "false");
    current?.classList.remove("alinea-gekozen");
    kept = null;
  }

  function say(text) {
    status.textContent = text;
  }

  async function hand(text, html, done) {
    copying = true;
    const copied = await publicatie.copy(text, html);
    copying = false;
    if (copied) {
      say(done);
      bubble.textContent = done;
      bubble.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(() => (bubble.hidden = true), 3000);
      if (menu.contains(document.activeElement)) mark.focus({ preventScroll: true });
      close();
    } else {
      say(words.copy_failed);
      byHand.value = text;
      byHand.hidden = false;
      byHand.select();
    }
  }

  // -- what is copied -----------------------------------------------------------------------------------------------

  /* What the reader has selected, as far as it is in the passage. */
  function selected() {
    const selection = getSelection();
    if (!current || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0).cloneRange();
    if (!range.intersectsNode(current)) return null;
    if (!current.contains(range.startContainer)) range.setStart(current, 0);
    if (!current.contains(range.endContainer)) range.setEnd(current, current.childNodes.length);
    return wordsIn(range.cloneContents()) ? range : null;
  }

  function wordsIn(fragment) {
    for (const part of fragment.querySelectorAll(`${ADDED}, ${PASSAGE}`)) part.remove();
    return fragment.textContent.replace(/\s+/g, " ").trim();
  }

  function textOf(passage) {
    const range = document.createRange();
    range.selectNodeContents(passage);
    return wordsIn(range.cloneContents());
  }

  /* Of a passage on two printed pages, those that the selection is on. */
  function pagesOf(passage, range) {
    const pages = (passage.dataset.paginas ?? "").split(" ").filter(Boolean);
    if (!range) return pages;
    const starts = (page) => passage.querySelector(`.pagina[data-pagina="${page}"]`);
    const begun = pages.filter((page) => !starts(page) || range.comparePoint(starts(page), 0) <= 0);
    const ended = begun.findLastIndex((page) => starts(page) && range.comparePoint(starts(page), 0) < 0);
    return begun.slice(Math.max(ended, 0));
  }

  function placeOf(passage, range) {
    const pages = pagesOf(passage, range);
    const note = passage.closest(".footnote li");
    const parts = [];
    if (pages.length > 1) parts.push(`${words.pages_short} ${pages[0]}–${pages.at(-1)}`);
    else if (pages.length) parts.push(`${words.page_short} ${pages[0]}`);
    else if (passage.dataset.paragraaf) parts.push(`${words.section_short} ${passage.dataset.paragraaf}`);
    if (note) parts.push(`${words.note.toLowerCase()} ${note.value}`);
    return parts;
  }

  function addressOf(passage) {
    const canonical = document.querySelector('link[rel="canonical"]')?.href;
    return `${canonical ?? location.href.split("#")[0]}#${passage.id}`;
  }

  /* APA: double quotation marks, single ones within; the full stop behind the parentheses. */
  function quotation() {
    const range = selected() ?? kept;
    const text = (range ? wordsIn(range.cloneContents()) : textOf(current)).replace(/\.$/, "");
    const inner = text.replaceAll("“", "‘").replaceAll("”", "’");
    return `“${inner}” (${[about.short, ...placeOf(current, range)].join(", ")}).`;
  }

  const escaped = (text) => element("p", { textContent: text }).innerHTML;

  copyLink.addEventListener("click", () => hand(addressOf(current), "", words.link_copied));
  copyQuotation.addEventListener("click", () => {
    const [quoted, address] = [quotation(), addressOf(current)];
    const link = `<a href="${escaped(address).replaceAll('"', "&quot;")}">${escaped(address)}</a>`;
    const html = `<p>${escaped(quoted)}</p><p>${about.html} ${link}</p>`;
    hand(`${quoted}\n\n${about.text} ${address}`, html, words.quotation_copied);
  });

  // -- pointer and keyboard -----------------------------------------------------------------------------------------

  article.addEventListener("pointerover", (event) => {
    const passage = event.pointerType === "mouse" && menu.hidden && passageOf(event.target);
    if (passage && document.activeElement !== mark) choose(passage);
  });
  article.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && menu.hidden && document.activeElement !== mark) choose(null);
  });
  addEventListener("pointerdown", (event) => {
    touched = event.pointerType !== "mouse";
    if (tools.contains(event.target)) kept = selected() ?? kept;
    else close();
  });
  article.addEventListener("click", (event) => {
    if (!touched || event.target.closest("a, button, summary, label, input, textarea") || !getSelection().isCollapsed) return;
    const passage = passageOf(event.target);
    choose(passage === current ? null : passage);
  });
  mark.addEventListener("click", () => {
    if (!current) choose(nearest());
    if (menu.hidden) open();
    else close();
  });
  /* The selection stays while a button is pressed. */
  tools.addEventListener("mousedown", (event) => {
    if (event.target !== byHand && !getSelection().isCollapsed) event.preventDefault();
  });
  tools.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !menu.hidden) {
      close();
      mark.focus({ preventScroll: true });
    } else if (by && menu.hidden) {
      step(by);
    } else if (by) {
      (document.activeElement === copyLink ? copyQuotation : copyLink).focus();
    } else {
      return;
    }
    event.preventDefault();
  });
  mark.addEventListener("focus", () => {
    if (!mark.matches(":focus-visible")) return;
    choose(nearest());
    current.classList.add("alinea-gekozen");
  });
  mark.addEventListener("blur", () => {
    if (menu.hidden) current?.classList.remove("alinea-gekozen");
  });
  tools.addEventListener("focusout", (event) => {
    if (!copying && event.relatedTarget && !tools.contains(event.relatedTarget)) close();
  });
  addEventListener("resize", place);
})();
