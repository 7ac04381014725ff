/* The index of all records, made in the browser when the dialog is first opened: a tenth of a second for a report, and no
   second copy of the rules at build time that could differ from the one that reads the question. */
(() => {
  'use strict';

  const { words } = window.publicationSearch;
  // What a word counts for by where it stands: titles and names say more than a sentence does.
  const FIELDS = { title: 3, names: 2.5, meaning: 0.5 };
  const INFLECTED = 0.85;
  // How much the length of a text weighs against it, from 0 to 1 (b in BM25; see 30-question.js).
  const LENGTH = 0.6;

  class Index {
    constructor(data, language) {
      this.language = language;
      this.records = data.records;
      this.chapters = data.chapters;
      this.vocabulary = [];
      this.ids = new Map();
      this.postings = [];
      this.settings = [];
      this.tokens = [];
      const characters = this.records.reduce((sum, { text }) => sum + text.length, 0);
      this.average = characters / this.records.length || 1;
      for (const record of this.records) this.read(record);
      this.relate();
      this.explain(data.abbreviations);
    }

    idOf(word) {
      let id = this.ids.get(word);
      if (id === undefined) {
        id = this.vocabulary.push(word) - 1;
        this.ids.set(word, id);
        this.postings.push(new Map());
        this.settings.push(new Set());
      }
      return id;
    }

    read(record) {
      const at = this.tokens.length;
      const tokens = [];
      // A word says less in a long text. A source that is called by its whole text has no title to count.
      const inText = 1 / (1 - LENGTH + LENGTH * record.text.length / this.average);
      const weights = { ...FIELDS, text: inText, title: record.title === record.text ? 0 : FIELDS.title };
      for (const field of ['title', 'names', 'text']) {
        if (!weights[field]) continue;
        for (const { word } of words(record[field])) tokens.push(this.count(word, at, weights[field]));
        // Words of different fields are no neighbours.
        tokens.push(-1);
      }
      // What it stands under tells records apart, but is no reason to show one.
      const above = `${this.chapters[record.chapter].title} ${record.path}`;
      for (const { word } of words(above)) this.settings[this.idOf(word)].add(at);
      this.tokens.push(tokens);
    }

    count(word, record, weight) {
      const id = this.idOf(word);
      const posting = this.postings[id];
      posting.set(record, (posting.get(record) ?? 0) + weight);
      return id;
    }

    /* Which words have a stem in common, and which compounds have it as a part. */
    relate() {
      this.byStem = new Map();
      this.byPart = new Map();
      const bases = new Set();
      this.vocabulary.forEach((word, id) => {
        for (const [stem, weight] of this.language.stems(word)) push(this.byStem, stem, [id, weight]);
        if (!this.language.stopWords.has(word) && !/\d/.test(word)) {
          for (const stem of this.language.sureStems(word)) if (stem.length > 2) bases.add(stem);
        }
      });
      this.isWord = text => text.length > 2 && this.language.sureStems(text).some(stem => bases.has(stem));
      this.vocabulary.forEach((word, id) => {
        const parts = this.language.parts(word, text => text !== word && this.isWord(text));
        for (const part of parts) {
          for (const stem of this.language.sureStems(part)) push(this.byPart, stem, [id, part]);
        }
      });
    }

    /* An abbreviation and what it stands for find each other. */
    explain(abbreviations) {
      for (const [short, long] of abbreviations) {
        const from = [...words(short)].map(({ word }) => word);
        const to = [...words(long)].map(({ word }) => word);
        const [shortly, fully] = [this.recordsWith(from), this.recordsWith(to)];
        for (const record of shortly) for (const word of to) this.count(word, record, FIELDS.meaning);
        for (const record of fully) for (const word of from) this.count(word, record, FIELDS.meaning);
      }
    }

    /* The records in which these words, inflected or not, stand one behind the other. */
    recordsWith(phrase) {
      const forms = phrase.map(word => {
        const related = [...this.related(word)].filter(([, weight]) => weight >= INFLECTED);
        return new Set(related.map(([id]) => id));
      });
      const starts = tokens => tokens.some((_, at) => forms.every((ids, step) => ids.has(tokens[at + step])));
      return this.tokens.flatMap((tokens, record) => (forms.length && starts(tokens) ? [record] : []));
    }

    /* The words of the text that mean what a folded word means, each with how much so. */
    related(word) {
      const found = new Map();
      for (const [stem, sure] of this.language.stems(word)) {
        for (const [id, weight] of this.byStem.get(stem) ?? []) raise(found, id, sure * weight * 0.98);
      }
      if (this.ids.has(word)) found.set(this.ids.get(word), 1);
      return found;
    }
  }

  function push(lists, key, value) {
    const list = lists.get(key);
    if (list) list.push(value); else lists.set(key, [value]);
  }

  function raise(weights, key, weight) {
    if (weight > (weights.get(key) ?? 0)) weights.set(key, weight);
  }

  Object.assign(window.publicationSearch, { Index, raise });
})();
