/* What a result shows of its text: the stretch in which most of the question stands, with its words marked. */
(() => {
  'use strict';

  const { words } = window.publicationSearch;
  const LENGTH = 190;
  const LEAD = 40;
  // A text this short is shown whole: a reference is of no use without its authors.
  const SHORT = 300;

  /* The folded forms that answer the question well enough to be marked. */
  function formsOf(index, terms) {
    const forms = new Set();
    for (const { forms: weights } of terms) {
      for (const [id, weight] of weights) if (weight >= 0.3) forms.add(index.vocabulary[id]);
    }
    return forms;
  }

  /* The text as nodes, with a <mark> around each form. */
  function marked(text, forms) {
    const nodes = [];
    let done = 0;
    for (const { word, start, end } of words(text)) {
      if (!forms.has(word)) continue;
      const mark = document.createElement('mark');
      mark.textContent = text.slice(start, end);
      nodes.push(text.slice(done, start), mark);
      done = end;
    }
    return [...nodes, text.slice(done)];
  }

  function excerpt(text, index, terms) {
    if (text.length <= SHORT) return text;
    const weights = new Map();
    terms.forEach(({ forms }, term) => {
      for (const [id, weight] of forms) if (weight >= 0.3) weights.set(index.vocabulary[id], { term, weight });
    });
    const hits = [...words(text)].filter(({ word }) => weights.has(word));
    let best = { start: 0, value: 0 };
    hits.forEach(({ start }, first) => {
      const found = new Map();
      for (const hit of hits.slice(first)) {
        if (hit.end > start + LENGTH - LEAD) break;
        const { term, weight } = weights.get(hit.word);
        found.set(term, Math.max(weight, found.get(term) ?? 0));
      }
      const value = [...found.values()].reduce((sum, weight) => sum + weight, 0);
      if (value > best.value + 0.01) best = { start, value };
    });
    return cut(text, best.start);
  }

  /* A stretch around a place, from the start of its sentence or line if that is near, in whole words. */
  function cut(text, place) {
    const before = text.slice(0, place);
    const sentence = Math.max(before.lastIndexOf('\n'), before.search(/[.?!”’] [^.?!]*$/) + 1);
    let start = place - sentence <= LEAD * 2 ? sentence : before.lastIndexOf(' ', place - LEAD);
    start = Math.max(0, start);
    const stop = text.length - start <= LENGTH ? text.length : text.lastIndexOf(' ', start + LENGTH);
    const end = stop > place ? stop : Math.min(text.length, start + LENGTH);
    const piece = text.slice(start, end).trim();
    return `${start > sentence + 1 && start > 0 ? '…\u00A0' : ''}${piece}${end < text.length ? '\u00A0…' : ''}`;
  }

  Object.assign(window.publicationSearch, { formsOf, marked, excerpt });
})();
