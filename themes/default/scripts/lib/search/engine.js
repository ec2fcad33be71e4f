// A query in, the best pages out. Fetches only the shards that the query's words need.

import { Files, Lexicon, PageTable, Postings, SearchFailure, damaged, lines } from "./index.js";
import { rank } from "./rank.js";
import { tokens } from "./text.js";

/**
 * @typedef {{list: any, weight: number, exact: (form: string) => boolean, isPrefix: boolean}} Choice one reading of a word
 * @typedef {{form: string, choices: Choice[], isStop: boolean, correction?: string}} Term
 * @typedef {{address: string, title: string, kind: string, topics: string[]}} Hit
 */

const COMPLETION = 0.8;
const EDIT = 0.8;
const RELATED = 0.25;

const any = () => true;

function titles(/** @type {Uint8Array} */ bytes) {
  let address = "";
  return lines(bytes).map((line) => {
    const [rest, title] = line.slice(1).split("\t");
    address = address.slice(0, line.charCodeAt(0) - 48) + rest;
    return [address, title];
  });
}

export class SearchEngine {
  /** @param {string} base address of the index's folder, with a slash */
  constructor(base) {
    this.files = new Files(base);
  }

  /**
   * @param {string} query
   * @param {{kind?: string, topic?: string, limit?: number, correct?: boolean}} [options]
   */
  async search(query, options = {}) {
    try {
      return await this.answer(query, options).catch((failure) => {
        if (failure.kind !== "version") throw failure;
        this.files.forget("reload"); // the site was published anew since the manifest came
        return this.answer(query, options);
      });
    } catch (failure) {
      throw failure instanceof SearchFailure ? failure : new SearchFailure("damaged", String(failure));
    }
  }

  async answer(query, { kind, topic, limit = 10, correct = true }) {
    const info = this.info = await this.files.manifest;
    const table = this.table = await this.files.get("pages", 0, (bytes) => new PageTable(bytes, info));
    const words = tokens(query).slice(0, 24);
    const terms = await Promise.all(words.map(({ form, end }) => this.term(form, end === query.length, correct)));
    let ranked = rank(terms, table);
    if (ranked.isWeak && info.sums.related) {
      await Promise.all(terms.map((term) => this.relate(term)));
      ranked = rank(terms, table);
    }
    const found = ranked.pages.map(({ page }) => page);
    const ofTopic = table.topics[info.topics.findIndex(([name]) => name === topic)];
    const pages = found.filter((page) => (!kind || info.kinds[table.kind[page]] === kind) && (!ofTopic || ofTopic.has(page)));
    let corrected = query;
    for (const i of [...terms.keys()].reverse()) {
      const { start, end } = words[i];
      corrected = corrected.slice(0, start) + (terms[i].correction ?? corrected.slice(start, end)) + corrected.slice(end);
    }
    return {
      corrected,
      total: pages.length,
      hits: await Promise.all(pages.slice(0, limit).map((page) => this.hit(page))),
      words: new Set(terms.filter(({ isStop }) => !isStop || terms.every((term) => term.isStop)).flatMap(({ choices }) => choices.flatMap(({ list }) => list.group.forms))),
      kinds: info.kinds.filter((_, number) => found.some((page) => table.kind[page] === number)),
      topics: info.topics.filter((_, number) => found.some((page) => table.topics[number].has(page))),
      allTopics: info.topics,
    };
  }

  /** @returns {Promise<Hit>} */
  async hit(page) {
    const { info, table } = this;
    const block = await this.files.get("titles", Math.floor(page / info.titlesPerBlock), titles);
    const [address, title] = block[page % info.titlesPerBlock] ?? damaged("titles");
    return { address, title, kind: info.kinds[table.kind[page]], topics: info.topics.filter((_, i) => table.topics[i].has(page)) };
  }

  /** The lexicons that words from `first` to `last` belong to. @returns {Promise<Lexicon[]>} */
  lexicons(first, last = first) {
    const { lexicons, postingsPerLexicon } = this.info;
    const place = (word) => lexicons.filter((stem) => stem <= word).length;
    const from = place(first);
    const read = (number) => this.files.get("lexicon", number, (bytes) => new Lexicon(bytes, number * postingsPerLexicon));
    return Promise.all(Array.from({ length: place(last) - from + 1 }, (_, i) => read(from + i)));
  }

  async group(form) {
    const [lexicon] = await this.lexicons(form);
    const alias = lexicon.aliases.get(form);
    return (alias ? (await this.lexicons(alias))[0] : lexicon).byForm.get(form);
  }

  /** @returns {Promise<Choice>} */
  async choice(group, weight, exact, isPrefix = false) {
    const shard = await this.files.get("postings", group.shard, (bytes) => new Postings(bytes, this.table));
    return { list: shard.list(group), weight, exact, isPrefix };
  }

  /** @returns {Promise<Term>} */
  async term(form, isOpen, correct) {
    const own = await this.group(form);
    const choices = own ? [this.choice(own, 1, (other) => other === form)] : [];
    let correction;
    for (const group of isOpen ? await this.completions(form) : []) {
      if (group !== own) choices.push(this.choice(group, COMPLETION, (other) => other.startsWith(form), true));
    }
    if (!choices.length && correct) {
      const stem = (await this.lexicons(form))[0].stemOf(form);
      if (stem) choices.push(this.choice(stem, COMPLETION, any));
      for (const { form: near, group, distance } of await this.corrections(form)) {
        if (!stem) correction ??= near;
        if (group !== stem) choices.push(this.choice(group, EDIT ** distance * (stem ? 0.5 : 1), (other) => other === near));
      }
    }
    return { form, choices: await Promise.all(choices), isStop: !!own?.isStop, correction };
  }

  /** Titles' words first, then the commoner ones; from few shards. */
  async completions(prefix) {
    const found = (await this.lexicons(prefix, `${prefix}\uffff`)).flatMap((lexicon) => lexicon.completions(prefix));
    found.sort((a, b) => b.inTitle - a.inTitle || b.level - a.level);
    const shards = new Set();
    return found.slice(0, 24).filter(({ shard }) => shards.has(shard) || (shards.size < 6 && shards.add(shard)));
  }

  /** The nearest words, those with the same first letter before others. */
  async corrections(word) {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (!most) return [];
    const lexicons = await (this.info.lexicons.length < 40 ? this.lexicons("", "\uffff") : this.lexicons(word));
    const near = lexicons.flatMap((lexicon) => lexicon.near(word, most));
    const key = ({ form, group, distance }) => group.level + 20 * (form[0] === word[0]) - 50 * distance;
    near.sort((a, b) => key(b) - key(a));
    return near.filter(({ distance }) => distance === near[0].distance).slice(0, 4);
  }

  /** Adds what the language's table of related words says. */
  async relate(/** @type {Term} */ { form, choices, isStop, correction }) {
    if (isStop) return;
    const own = correction ? [] : choices.filter(({ isPrefix }) => !isPrefix).map(({ list }) => list.group);
    const forms = [form, ...own.flatMap((group) => group.forms)];
    const rows = (await this.files.get("related", 0, lines)).map((row) => row.split(" ")).filter((row) => row.some((word) => forms.includes(word)));
    const groups = new Set(await Promise.all(rows.flat().map((word) => this.group(word))));
    const others = [...groups].filter((group) => group && !own.includes(group)).sort((a, b) => a.level - b.level);
    choices.push(...await Promise.all(others.slice(0, 6).map((group) => this.choice(group, RELATED, any))));
  }
}
