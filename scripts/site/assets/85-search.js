/* Searching, as far as every page needs it: the words of a text, the way to the dialog (which is fetched when it is
   first opened) and the marks at what was looked for. */
(() => {
  'use strict';

  const LETTERS = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
  // A number such as 3.2.1 is one word.
  const WORD = /\p{N}+(?:\.\p{N}+)+|[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u00AD'’‘ʼ]*[\p{L}\p{N}\p{M}])?/gu;
  const MARKS = 'zoektreffer';
  const REMEMBERED = 'zoektreffers';
  // What the site adds to an article, which nobody looks for.
  const ADDED = '.elders, .headerlink';
  const NO_KEYS = 'zoeken-zonder-toetsen';

  /* A word for comparison: lower case, without accents, apostrophes and soft hyphens. */
  function fold(word) {
    const plain = word.toLowerCase().normalize('NFKD').replace(/[\p{M}\u00AD'’‘ʼ]/gu, '');
    return plain.replace(/[øæœßłđðþı]/g, letter => LETTERS[letter]);
  }

  /* The words of a text, folded, each with its place in it. */
  function* words(text) {
    for (const match of text.matchAll(WORD)) {
      yield { word: fold(match[0]), start: match.index, end: match.index + match[0].length };
    }
  }

  /* Storage may be refused; then nothing is kept, which the reader can do without. */
  function keep(storage, name, value) {
    try {
      if (value === null) window[storage].removeItem(name); else window[storage].setItem(name, value);
    } catch { /* Refused. */ }
  }

  function kept(storage, name) {
    try {
      return window[storage].getItem(name);
    } catch {
      return null;
    }
  }

  const search = { fold, words, mark, remember, keep, kept, NO_KEYS };
  window.publicationSearch = search;

  /* -- the dialog ------------------------------------------------------------------------------------------------ */

  const button = document.querySelector('[data-search]');
  let fetched = null;

  function load(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = new URL(path, new URL(button.dataset.search.replace(/\/*$/, '/'), location.href));
      script.addEventListener('load', resolve);
      script.addEventListener('error', () => reject(new Error(path)));
      document.head.append(script);
    });
  }

  /* As scripts rather than as data, since a page that was opened from a disk may fetch scripts only. */
  function get() {
    fetched ??= Promise.all(button.dataset.searchScripts.split(' ').map(load));
    fetched.catch(() => { fetched = null; });
    return fetched;
  }

  function fail() {
    const message = document.createElement('div');
    message.className = 'zoekbalk';
    message.setAttribute('role', 'alert');
    document.body.append(message);
    message.textContent = button.dataset.failed;
  }

  function open() {
    button.setAttribute('aria-busy', 'true');
    document.querySelector('.zoekbalk[role="alert"]')?.remove();
    get().then(() => search.open(button), fail).finally(() => button.removeAttribute('aria-busy'));
  }

  /* For a moment the keyboard may still be in a dialog that has been closed. */
  function isTyping(target) {
    if (target.closest('dialog:not([open])')) return false;
    return target.isContentEditable || target.closest('input, textarea, select, dialog') !== null;
  }

  /* Keys without Ctrl can be switched off in the dialog (WCAG 2.1.4), and write letters where letters are written. */
  function mayOpen(target) {
    return !isTyping(target) && kept('localStorage', NO_KEYS) === null;
  }

  document.addEventListener('keydown', event => {
    if (!button || event.altKey || document.querySelector('dialog[open]')) return;
    const control = event.ctrlKey || event.metaKey;
    const wanted = control ? event.key === 'k' : ['/', 's'].includes(event.key) && mayOpen(event.target);
    if (wanted) {
      event.preventDefault();
      open();
    }
  });
  if (button) {
    button.addEventListener('click', open);
    // Whoever comes near it probably opens it.
    for (const near of ['pointerenter', 'focus']) button.addEventListener(near, get, { once: true });
    // Only now does it do anything, so only now it shows.
    button.dataset.ready = '';
  }

  /* -- marks ----------------------------------------------------------------------------------------------------- */

  /* For the page that a result leads to: what to mark there. It stays in this tab and goes when it was used. */
  function remember(path, forms, query) {
    keep('sessionStorage', REMEMBERED, JSON.stringify({ path, forms, query }));
  }

  function remembered() {
    const found = kept('sessionStorage', REMEMBERED);
    keep('sessionStorage', REMEMBERED, null);
    return found && JSON.parse(found);
  }

  function rangesIn(root, forms) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const ranges = [];
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (text.parentElement.closest(ADDED)) continue;
      for (const { word, start, end } of words(text.data)) {
        if (!forms.has(word)) continue;
        const range = new Range();
        range.setStart(text, start);
        range.setEnd(text, end);
        if (range.getClientRects().length) ranges.push(range);
      }
    }
    return ranges;
  }

  /* Marks the forms in the article without touching it, with a bar to walk along them and to take them away. */
  function mark(forms, query) {
    document.querySelector('.zoekbalk')?.remove();
    const article = document.querySelector('article');
    if (!article || !window.Highlight || !button) return;
    const ranges = rangesIn(article, new Set(forms));
    if (!ranges.length) return;
    CSS.highlights.set(MARKS, new Highlight(...ranges));
    bar(ranges, query);
  }

  function bar(ranges, query) {
    const element = document.createElement('div');
    element.className = 'zoekbalk';
    element.setAttribute('role', 'region');
    element.setAttribute('aria-label', button.dataset.marks);
    const count = document.createElement('span');
    count.setAttribute('role', 'status');
    const label = document.createElement('span');
    label.className = 'zoekbalk__vraag';
    label.textContent = query;
    let current = -1;

    function show() {
      count.textContent = current < 0 ? `${ranges.length}` : `${current + 1} / ${ranges.length}`;
    }
    function walk(step) {
      const from = current < 0 ? nearest(ranges) - (step > 0 ? 1 : 0) : current;
      current = (from + step + ranges.length) % ranges.length;
      CSS.highlights.set(`${MARKS}-nu`, new Highlight(ranges[current]));
      const box = ranges[current].getBoundingClientRect();
      window.scrollBy({ top: box.top - window.innerHeight / 3 });
      show();
    }
    function away() {
      CSS.highlights.delete(MARKS);
      CSS.highlights.delete(`${MARKS}-nu`);
      element.remove();
    }
    const control = (text, name, action) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.textContent = text;
      made.setAttribute('aria-label', name);
      made.title = name;
      made.addEventListener('click', action);
      return made;
    };
    element.append(label, count,
      control('↑', button.dataset.previousMark, () => walk(-1)),
      control('↓', button.dataset.nextMark, () => walk(1)),
      control('×', button.dataset.noMarks, away));
    element.addEventListener('keydown', event => { if (event.key === 'Escape') away(); });
    show();
    document.body.append(element);
  }

  /* The first mark that is not above what the window shows. */
  function nearest(ranges) {
    const at = ranges.findIndex(range => range.getBoundingClientRect().top >= 0);
    return at < 0 ? 0 : at;
  }

  const found = remembered();
  if (found && found.path === location.pathname) mark(found.forms, found.query);
})();
