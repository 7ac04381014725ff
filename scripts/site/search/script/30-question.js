/* A question: which words of the text each of its words stands for, and which records answer it best. */
(() => {
  'use strict';

  const { words, raise } = window.publicationSearch;
  const INFLECTED = 0.7;
  const PART = 0.6;
  const PART_OF_THE_QUESTION = 0.35;
  const BEGINNING = 0.75;
  const ENDING = 0.55;
  // A word of the question that only the titles above a record have.
  const SETTING = 0.5;
  // BM25F (Robertson & Zaragoza 2009, https://doi.org/10.1561/1500000019): how soon more of a word says no more.
  const SATURATION = 1.2;
  // A note repeats what stands in the list of sources, so of two equals the text and the source come first.
  const KINDS = { text: 1, term: 1, source: 0.9, note: 0.8 };
  // Text about the edition comes behind that of the publication itself.
  const NOT_PRINTED = 0.6;
  // Records that answer much less of the question, or much worse, than the best one are not shown.
  const LEAST_COVERED = 0.55;
  const LEAST_SCORE = 0.12;

  /* The terms of a question: {word, forms} with for each id of a word how much it answers; what was probably mistyped, and
     which words are nowhere, but for parts of them. */
  function ask(index, text) {
    const asked = [...words(text)].map(({ word }) => word);
    const telling = asked.filter(word => !index.language.stopWords.has(word));
    const terms = (telling.length ? telling : asked).map(word => ({ word, forms: index.related(word) }));
    for (const term of terms) widen(index, term);
    terms.slice(1).forEach((term, at) => join(index, terms[at], term));
    const mistyped = [];
    terms.forEach((term, at) => {
      if (term.forms.size) return;
      const meant = nearest(index, term.word);
      if (meant === null) return;
      mistyped.push([term.word, meant]);
      terms[at] = { word: meant, forms: index.related(meant) };
      widen(index, terms[at]);
    });
    const missing = terms.filter(({ forms }) => Math.max(0, ...forms.values()) <= PART_OF_THE_QUESTION);
    return { terms, mistyped, missing: missing.map(({ word }) => word) };
  }

  /* Compounds with the word as a part, the parts of a compound, and words that begin or end with it. */
  function widen(index, { word, forms }) {
    if (/\d/.test(word)) return;
    for (const [stem, sure] of index.language.stems(word)) {
      for (const [id, part] of index.byPart.get(stem) ?? []) {
        raise(forms, id, PART * sure * index.language.likeness(word, part));
      }
    }
    if (![...forms.values()].some(weight => weight >= INFLECTED)) {
      for (const part of index.language.parts(word, text => text !== word && index.isWord(text))) {
        for (const [id, weight] of index.related(part)) raise(forms, id, PART_OF_THE_QUESTION * weight);
      }
    }
    if (word.length < 3) return;
    index.vocabulary.forEach((known, id) => {
      if (known.startsWith(word)) raise(forms, id, BEGINNING * (0.4 + 0.6 * word.length / known.length));
      else if (word.length > 4 && known.endsWith(word)) raise(forms, id, ENDING);
    });
  }

  /* Two words that the text writes as one count both when that one is there: jeugdhulp professionals. */
  function join(index, first, second) {
    for (const link of index.language.links) {
      for (const [id, weight] of index.related(first.word + link + second.word)) {
        if (weight < INFLECTED) continue;
        raise(first.forms, id, 0.95 * weight);
        raise(second.forms, id, 0.95 * weight);
      }
    }
  }

  /* The word of the text that one or two slips away is what was typed; the commonest of the nearest. */
  function nearest(index, word) {
    const most = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
    let best = null;
    index.vocabulary.forEach((known, id) => {
      if (!most || Math.abs(known.length - word.length) > most || /\d/.test(known)) return;
      const slips = distance(word, known, most);
      const often = index.postings[id].size;
      if (slips <= most && (!best || slips < best.slips || (slips === best.slips && often > best.often))) {
        best = { known, slips, often };
      }
    });
    return best?.known ?? null;
  }

  /* Damerau's distance (letters added, left out, changed or swapped), or more than `most` where it is larger. */
  function distance(one, other, most) {
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let row = 1; row <= one.length; row += 1) {
      const current = [row];
      for (let column = 1; column <= other.length; column += 1) {
        const same = one[row - 1] === other[column - 1];
        let slips = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
        if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
          slips = Math.min(slips, before[column - 2] + 1);
        }
        current.push(slips);
      }
      if (Math.min(...current) > most) return most + 1;
      [before, last] = [last, current];
    }
    return last[other.length];
  }

  /* The records that answer a question, the best first, as {record, score}. */
  function answer(index, { terms }) {
    const found = new Map();
    terms.forEach((term, at) => {
      term.rarity = rarityOf(index, term);
      for (const [id, weight] of term.forms) {
        for (const [record, count] of index.postings[id]) {
          const hit = found.get(record) ?? { record, counts: terms.map(() => 0), best: terms.map(() => 0) };
          hit.counts[at] += count * weight;
          hit.best[at] = Math.max(hit.best[at], weight);
          found.set(record, hit);
        }
      }
    });
    terms.forEach((term, at) => {
      for (const [id, weight] of term.forms) {
        for (const record of index.settings[id]) {
          const hit = found.get(record);
          if (hit) {
            hit.counts[at] += SETTING * weight;
            hit.best[at] = Math.max(hit.best[at], SETTING * weight);
          }
        }
      }
    });
    const total = terms.reduce((sum, { rarity }) => sum + rarity, 0);
    const hits = [...found.values()];
    for (const hit of hits) {
      hit.covered = terms.reduce((sum, { rarity }, at) => sum + rarity * hit.best[at], 0) / total;
      hit.score = score(index, terms, hit);
    }
    const most = Math.max(...hits.map(({ covered }) => covered));
    const best = Math.max(...hits.map(hit => hit.score));
    return hits
      .filter(hit => hit.covered >= LEAST_COVERED * most && hit.score >= LEAST_SCORE * best)
      .sort((one, other) => other.score - one.score || one.record - other.record);
  }

  /* How much a term tells apart: from the records that have it in some inflected form. */
  function rarityOf(index, { forms }) {
    const records = new Set();
    for (const [id, weight] of forms) {
      if (weight >= INFLECTED) for (const record of index.postings[id].keys()) records.add(record);
    }
    return Math.log(1 + (index.records.length - records.size + 0.5) / (records.size + 0.5));
  }

  function score(index, terms, hit) {
    const record = index.records[hit.record];
    const sum = terms.reduce((all, { rarity }, at) => {
      const count = hit.counts[at];
      return all + rarity * hit.best[at] * count * (SATURATION + 1) / (count + SATURATION);
    }, 0);
    const place = record.printed || record.kind !== 'text' ? 1 : NOT_PRINTED;
    return sum * hit.covered ** 1.5 * KINDS[record.kind] * place * together(index, terms, hit);
  }

  /* A bonus for words that stand together as they were asked for. */
  function together(index, terms, hit) {
    if (terms.length < 2) return 1;
    const tokens = index.tokens[hit.record];
    let pairs = 0;
    for (let at = 1; at < terms.length; at += 1) {
      const [first, second] = [terms[at - 1].forms, terms[at].forms];
      // A small word may stand between them.
      const near = tokens.some((id, place) => first.has(id)
        && [1, 2, 3].some(step => second.has(tokens[place + step]) && !tokens.slice(place, place + step).includes(-1)));
      pairs += near || tokens.some(id => first.has(id) && second.has(id)) ? 1 : 0;
    }
    return 1 + 0.5 * pairs / (terms.length - 1);
  }

  Object.assign(window.publicationSearch, { ask, answer });
})();
