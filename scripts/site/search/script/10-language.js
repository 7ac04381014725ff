/* What makes two words the same for a reader: the rules of `languages/`, applied to text and question alike. */
(() => {
  'use strict';

  const VOWEL = /[aeiouy]/;
  const SHORTEST_STEM = 3;
  // A stem this sure may count as a word when compounds are taken apart.
  const SURE = 0.9;

  /* How alike forms of one language are. `rules` is a file of `languages/`, its lists of words split. */
  class Language {
    constructor(rules) {
      this.stopWords = new Set(rules.stop_words);
      this.links = rules.compound_links;
      this.infix = rules.infix;
      this.spellings = rules.spelling.map(([pattern, replacement]) => [new RegExp(pattern), replacement]);
      // By their last letter: most words end otherwise than most endings.
      this.endings = new Map();
      for (const { weight, cut } of rules.endings) {
        for (const ending of cut) {
          const last = ending.at(-1);
          this.endings.set(last, [...(this.endings.get(last) ?? []), [ending, weight]]);
        }
      }
      this.known = new Map();
    }

    /* The stems that a folded word may have, each with how sure that is; the word itself is the surest. */
    stems(word) {
      if (!this.known.has(word)) this.known.set(word, this.stemsOf(word));
      return this.known.get(word);
    }

    stemsOf(word) {
      const stems = new Map();
      if (/\d/.test(word)) return stems.set(word, 1);
      for (const [form, weight] of [[word, 1], ...this.withoutInfix(word)]) {
        this.add(stems, form, weight);
        for (const [ending, sure] of this.endings.get(form.at(-1)) ?? []) {
          const rest = form.slice(0, -ending.length);
          if (form.endsWith(ending) && rest.length >= SHORTEST_STEM && VOWEL.test(rest)) {
            this.add(stems, rest, weight * sure);
          }
        }
      }
      return stems;
    }

    add(stems, form, weight) {
      const stem = this.spellings.reduce((text, [pattern, by]) => text.replace(pattern, by), form);
      stems.set(stem, Math.max(weight, stems.get(stem) ?? 0));
    }

    withoutInfix(word) {
      const { add, behind, weight } = this.infix;
      if (!add || !word.includes(add)) return [];
      return ['', ...behind]
        .filter(prefix => word.startsWith(prefix + add) && word.length >= prefix.length + add.length + SHORTEST_STEM)
        .map(prefix => [prefix + word.slice(prefix.length + add.length), weight]);
    }

    /* How alike two words are, from 0 to 1. */
    likeness(one, other) {
      if (one === other) return 1;
      const stems = this.stems(other);
      let most = 0;
      for (const [stem, weight] of this.stems(one)) most = Math.max(most, weight * (stems.get(stem) ?? 0));
      return most * 0.98;
    }

    sureStems(word) {
      return [...this.stems(word)].filter(([, weight]) => weight >= SURE).map(([stem]) => stem);
    }

    /* The parts of a compound, or none; `isWord` tells whether a text is a word by itself. The longest head wins. */
    parts(word, isWord) {
      if (!this.links.length || word.length < 7) return [];
      for (let at = 3; at <= word.length - 3; at += 1) {
        const head = word.slice(at);
        const front = word.slice(0, at);
        if (!isWord(head)) continue;
        for (const link of this.links) {
          const rest = front.slice(0, front.length - link.length);
          if (!front.endsWith(link) || rest.length < 3) continue;
          if (isWord(rest)) return [rest, head];
          const inner = this.parts(rest, isWord);
          if (inner.length) return [...inner, head];
        }
      }
      return [];
    }
  }

  window.publicationSearch.Language = Language;
})();
