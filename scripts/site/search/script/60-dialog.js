/* The dialog: a question, filters with their counts, results to walk through with the arrow keys. */
(() => {
  'use strict';

  const search = window.publicationSearch;
  const { element, filled } = search;
  const KINDS = ['text', 'note', 'source', 'term'];
  // The question stays in this tab, so that a reader can go on with it from the next page.
  const LAST = 'zoekvraag';

  /* What the dialog knows: the data of the publication, its index, its words and the root of the site. */
  function prepare(button) {
    const { data } = search;
    const fields = ['kind', 'chapter', 'anchor', 'title', 'text', 'path', 'names', 'printed', 'lang'];
    data.records = data.records.map(values => Object.fromEntries(fields.map((name, at) => [name, values[at]])));
    const root = new URL(button.dataset.search.replace(/\/*$/, '/'), location.href);
    const index = new search.Index(data, new search.Language(data.rules));
    return { data, index, root, words: data.words };
  }

  class Dialog {
    constructor(button) {
      this.about = prepare(button);
      this.kind = '';
      this.chapter = '';
      const { words } = this.about;
      this.input = element('input', 'zoekvraag');
      Object.assign(this.input, { type: 'search', placeholder: words.search_placeholder, autocomplete: 'off' });
      this.input.setAttribute('aria-label', words.search_placeholder);
      this.input.setAttribute('aria-controls', 'zoekresultaten');
      this.input.setAttribute('enterkeyhint', 'search');
      this.status = element('p', 'zoekstand');
      this.status.setAttribute('role', 'status');
      this.list = element('div', 'zoeklijst');
      this.list.id = 'zoekresultaten';
      this.list.tabIndex = -1;
      this.element = element('dialog', 'zoekdialoog',
        this.head(), this.filters(), this.status, this.list, this.keys());
      this.element.setAttribute('aria-label', words.search);
      this.listen();
      document.body.append(this.element);
    }

    head() {
      const close = element('button', 'zoeksluiten', '×');
      close.type = 'button';
      close.setAttribute('aria-label', this.about.words.search_close);
      close.addEventListener('click', () => this.element.close());
      return element('div', 'zoekbovenaan', this.input, close);
    }

    filters() {
      const { words, data } = this.about;
      const present = KINDS.filter(kind => data.records.some(record => record.kind === kind));
      this.kinds = ['', ...present].map(kind => {
        const chip = element('button', 'zoekfilter', words[`search_filter_${kind || 'all'}`], element('span', 'zoekaantal'));
        chip.type = 'button';
        chip.addEventListener('click', () => { this.kind = kind; this.update(); });
        return [kind, chip];
      });
      this.select = element('select', 'zoekhoofdstuk',
        ...['', ...data.chapters.keys()].map(value => {
          const option = element('option');
          option.value = value;
          return option;
        }));
      this.select.setAttribute('aria-label', words.search_chapter);
      this.select.addEventListener('change', () => { this.chapter = this.select.value; this.update(); });
      const group = element('div', 'zoeksoorten', ...this.kinds.map(([, chip]) => chip));
      group.setAttribute('role', 'group');
      group.setAttribute('aria-label', words.search_kind);
      this.filterBar = element('div', 'zoekfilters', group, this.select);
      return this.filterBar;
    }

    keys() {
      const box = element('input');
      box.type = 'checkbox';
      box.checked = search.kept('localStorage', search.NO_KEYS) === null;
      box.addEventListener('change', () => search.keep('localStorage', search.NO_KEYS, box.checked ? null : '1'));
      return element('label', 'zoektoetsen', box, this.about.words.search_keys);
    }

    listen() {
      this.input.addEventListener('input', () => {
        this.kind = '';
        this.chapter = '';
        this.update();
      });
      this.element.addEventListener('keydown', event => this.key(event));
      // A click outside what the dialog shows is a click on the dialog itself.
      this.element.addEventListener('click', event => { if (event.target === this.element) this.element.close(); });
      this.list.addEventListener('click', event => this.follow(event));
    }

    open() {
      if (!this.element.open) this.element.showModal();
      this.input.value ||= search.kept('sessionStorage', LAST) ?? '';
      this.input.focus();
      this.input.select();
      this.update();
    }

    /* Asks and shows; the attribute tells which question the list answers. */
    update() {
      const question = this.input.value.trim();
      const { index } = this.about;
      search.keep('sessionStorage', LAST, question);
      const asked = search.ask(index, question);
      const hits = asked.terms.length ? search.answer(index, asked) : [];
      this.forms = [...search.formsOf(index, asked.terms)];
      const isKind = ({ record }) => !this.kind || index.records[record].kind === this.kind;
      const isChapter = ({ record }) => this.chapter === '' || index.records[record].chapter === Number(this.chapter);
      this.count(hits.filter(isChapter), hits.filter(isKind));
      const shown = hits.filter(hit => isKind(hit) && isChapter(hit));
      const narrow = chapter => { this.chapter = String(chapter); this.update(); this.first()?.focus(); };
      search.draw(this.list, this.about, { hits: shown, terms: asked.terms, only: this.chapter !== '', narrow });
      this.filterBar.hidden = !hits.length;
      this.say(question, asked, shown, hits);
      this.list.scrollTop = this.element.scrollTop = 0;
      this.element.dataset.question = this.input.value;
    }

    count(byKind, byChapter) {
      const { index, data, words } = this.about;
      const records = hits => hits.map(({ record }) => index.records[record]);
      for (const [kind, chip] of this.kinds) {
        const count = records(byKind).filter(record => !kind || record.kind === kind).length;
        chip.lastChild.textContent = ` ${count}`;
        chip.hidden = count === 0 && kind !== '' && kind !== this.kind;
        chip.setAttribute('aria-pressed', String(kind === this.kind));
      }
      for (const option of this.select.options) {
        const chapter = data.chapters[option.value];
        const count = records(byChapter).filter(record => !chapter || record.chapter === Number(option.value)).length;
        option.textContent = `${chapter ? chapter.title : words.search_all_chapters} (${count})`;
        option.hidden = option.disabled = count === 0 && Boolean(chapter) && option.value !== this.chapter;
      }
      this.select.value = this.chapter;
    }

    /* What the status line says, also to those who do not see the list. */
    say(question, { mistyped, missing }, shown, hits) {
      const { words } = this.about;
      const parts = [];
      if (!question) {
        parts.push(words.search_hint);
      } else if (hits.length) {
        for (const word of missing) parts.push(filled(words.search_missing, { word }));
        for (const [typed, meant] of mistyped) parts.push(filled(words.search_meant, { typed, meant }));
        parts.push(filled(shown.length === 1 ? words.search_one : words.search_many, { count: shown.length }));
      } else {
        parts.push(filled(words.search_none, { question }), words.search_advice);
      }
      this.status.textContent = parts.join(' ');
      this.status.classList.toggle('zoekstand--leeg', !hits.length);
    }

    links() {
      return [...this.list.querySelectorAll('a, .zoekmeer')];
    }

    first() {
      return this.list.querySelector('a');
    }

    key(event) {
      const inList = this.list.contains(document.activeElement);
      const inQuestion = document.activeElement === this.input;
      if (event.isComposing) return;
      if (event.key === 'Enter' && inQuestion) {
        event.preventDefault();
        this.first()?.click();
      } else if (['ArrowDown', 'ArrowUp'].includes(event.key) && (inList || inQuestion)) {
        event.preventDefault();
        this.walk(event.key === 'ArrowDown' ? 1 : -1);
      } else if (['Home', 'End'].includes(event.key) && inList) {
        event.preventDefault();
        this.links().at(event.key === 'Home' ? 0 : -1)?.focus();
      } else if (inList && !event.ctrlKey && !event.metaKey && !event.altKey && /^[\p{L}\p{N}]$/u.test(event.key)) {
        // Whoever types on goes on with the question.
        this.input.focus();
        this.input.setSelectionRange(this.input.value.length, this.input.value.length);
      }
    }

    walk(step) {
      const links = this.links();
      const at = links.indexOf(document.activeElement) + step;
      if (at < 0) this.input.focus();
      else links[Math.min(at, links.length - 1)]?.focus();
    }

    /* The page that comes marks what was found; when it is this page, it does so at once. */
    follow(event) {
      const link = event.target.closest('a');
      if (!link) return;
      const question = this.input.value.trim();
      if (link.pathname !== location.pathname) {
        search.remember(link.pathname, this.forms, question);
      } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        this.element.close();
        search.mark(this.forms, question);
      }
    }
  }

  let dialog = null;
  search.open = button => {
    dialog ??= new Dialog(button);
    dialog.open();
  };
})();
