/* The results as the reader sees them: grouped by chapter, each with its title, where it stands and a stretch of text. */
(() => {
  'use strict';

  const { marked, excerpt, formsOf } = window.publicationSearch;
  const SHOWN_IN_A_GROUP = 3;

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /* `text` with {name} filled from `values`. */
  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /* The hits by chapter, in the order of the best of each. */
  function grouped(hits, index) {
    const groups = new Map();
    for (const hit of hits) {
      const { chapter } = index.records[hit.record];
      if (!groups.has(chapter)) groups.set(chapter, []);
      groups.get(chapter).push(hit);
    }
    return groups;
  }

  function address(root, chapter, record) {
    const page = new URL(chapter.url, root);
    page.hash = record.anchor;
    return page;
  }

  /* A reference without the title that stands above it already. */
  function withoutTitle({ kind, title, text }) {
    return kind === 'source' ? text.replace(title, '…').replace('….', '…') : text;
  }

  /* Draws the hits of one question into `list`; `only` shows all of a group, `narrow` asks for one chapter. */
  function draw(list, { data, index, root, words: labels }, { hits, terms, only, narrow }) {
    const forms = formsOf(index, terms);
    const nodes = [];
    for (const [chapter, group] of grouped(hits, index)) {
      const shown = only ? group : group.slice(0, SHOWN_IN_A_GROUP);
      const items = shown.map(({ record }) => result(index.records[record], forms));
      const more = group.length - shown.length;
      const section = element('section', 'zoekgroep',
        element('h2', 'zoekgroep__titel', data.chapters[chapter].title), element('ol', '', ...items));
      if (more) section.append(moreButton(chapter, more));
      nodes.push(section);
    }
    list.replaceChildren(...nodes);

    function result(record, marks) {
      const title = element('span', 'zoektitel', ...marked(record.title, marks));
      if (record.lang) title.lang = record.lang;
      const link = element('a', 'zoekresultaat', title);
      link.dataset.kind = record.kind;
      link.href = address(root, data.chapters[record.chapter], record);
      if (record.path) link.append(element('span', 'zoekpad', record.path));
      const text = record.text === record.title ? '' : excerpt(withoutTitle(record), index, terms);
      if (text) link.append(element('span', 'zoektekst', ...marked(text, marks)));
      return element('li', '', link);
    }

    function moreButton(chapter, count) {
      const button = element('button', 'zoekmeer', filled(labels.search_more, { count }));
      button.type = 'button';
      button.addEventListener('click', () => narrow(chapter));
      return button;
    }
  }

  Object.assign(window.publicationSearch, { element, filled, draw });
})();
