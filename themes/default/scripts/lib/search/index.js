// The files of the index: fetched, checked, read. Formats: src/render/search/mod.rs. Whatever the bytes say, reading stays inside them.

/** Why a search has no answer. */
export class SearchFailure extends Error {
  /** @param {"network" | "version" | "damaged"} kind @param {string} what */
  constructor(kind, what) {
    super(`search index: ${kind} (${what})`);
    this.kind = kind;
  }
}

/** @returns {never} */
export const damaged = (/** @type {string} */ what) => { throw new SearchFailure("damaged", what); };
export const text = (/** @type {Uint8Array} */ bytes) => new TextDecoder().decode(bytes);
export const lines = (/** @type {Uint8Array} */ bytes) => text(bytes).split("\n");

/** The bytes after the first line, once that is found to be right. */
async function payload(/** @type {string} */ url, sum = "", cache = "default") {
  const response = await fetch(url + sum, { cache }).catch(() => { throw new SearchFailure("network", url); });
  if (!response.ok) throw new SearchFailure(response.status === 404 ? "version" : "network", url);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const [, version, said] = /^hb(.) (.{8})$/.exec(text(bytes.subarray(0, 12))) ?? damaged(url);
  if (version !== "1") throw new SearchFailure("version", url);
  let hash = 0x811c9dc5; // FNV-1a
  for (let i = 13; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  if (hash >>> 0 !== parseInt(said, 16)) damaged(url);
  if (sum && sum !== `?${said.slice(0, 6)}`) throw new SearchFailure("version", url);
  return bytes.subarray(13);
}

/** The index's files, each fetched and made into something once. */
export class Files {
  constructor(/** @type {string} */ base) {
    this.base = base;
    this.forget("default");
  }

  forget(/** @type {RequestCache} */ cache) {
    /** @type {Map<string, Promise<any>>} */
    this.made = new Map();
    this.manifest = payload(`${this.base}index.txt`, "", cache).then((bytes) => JSON.parse(text(bytes)));
    this.manifest.catch(() => {});
  }

  /** @template T @param {string} name @param {number} number @param {(bytes: Uint8Array) => T} make @returns {Promise<T>} */
  get(name, number, make) {
    const file = `${name}-${number}`;
    const { made } = this;
    if (!made.has(file)) {
      const promise = this.manifest.then(({ sums }) => payload(`${this.base}${file}.txt`, `?${sums[name].substr(6 * number, 6)}`)).then(make);
      made.set(file, promise);
      promise.catch(() => made.delete(file));
    }
    return made.get(file);
  }
}

/** The codes of src/render/search/bits.rs. */
class BitReader {
  constructor(/** @type {Uint8Array} */ bytes) {
    Object.assign(this, { bytes, next: 0, held: 0, count: 0 });
  }

  /** At most 24 at a time. */
  bits(width) {
    for (; this.count < width; this.count += 8) {
      if (this.next >= this.bytes.length) damaged("end");
      this.held |= this.bytes[this.next++] << this.count;
    }
    const value = this.held & ((1 << width) - 1);
    this.held >>>= width;
    this.count -= width;
    return value;
  }

  below(bound) {
    const width = 31 - Math.clz32(bound);
    const short = (2 << width) - bound;
    const value = this.bits(width);
    return value < short ? value : 2 * value + this.bits(1) - short;
  }

  gamma() {
    let width = 0;
    while (!this.bits(1)) if (++width > 24) damaged("number");
    return (1 << width) + this.bits(width) - 1;
  }

  /** Puts `count` ascending numbers of `low..high` into `out` from `at` on. */
  ascending(out, at, count, low, high) {
    if (count > high - low) damaged("list");
    if (!count) return out;
    const half = count >> 1;
    const middle = low + half + this.below(high - low - count + 1);
    out[at + half] = middle;
    this.ascending(out, at, half, low, middle);
    return this.ascending(out, at + half + 1, count - half - 1, middle + 1, high);
  }
}

/** What ranking needs of every page. Sections are numbered through: of each page its own section 0, then the others. */
export class PageTable {
  constructor(/** @type {Uint8Array} */ bytes, { pages, kinds, topics }) {
    const bits = new BitReader(bytes);
    this.first = [0];
    this.titleWords = [];
    this.kind = [];
    this.weight = [];
    this.words = [];
    this.sectionWords = [];
    this.pageOf = [];
    for (let page = 0; page < pages; page++) {
      const sections = bits.gamma();
      this.titleWords.push(bits.gamma());
      this.kind.push(bits.below(kinds.length));
      this.weight.push(bits.bits(1) ? bits.gamma() / 16 : 1);
      let all = 0;
      for (let i = 0; i <= sections; i++) {
        const words = i && 4 * (2 ** (bits.bits(4) / 2) - 1);
        this.sectionWords.push(words);
        this.pageOf.push(page);
        all += words;
      }
      this.words.push(all);
      this.first.push(this.pageOf.length);
    }
    this.topics = topics.map(() => new Set(bits.ascending([], 0, bits.gamma(), 0, pages)));
    const mean = (numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length || 1;
    this.meanWords = mean(this.words);
    this.meanTitle = mean(this.titleWords);
    this.meanSection = mean(this.sectionWords.filter(Boolean));
  }
}

/** A shard of postings; decodes a group's when asked. */
export class Postings {
  constructor(/** @type {Uint8Array} */ bytes, /** @type {PageTable} */ table) {
    const bits = new BitReader(bytes);
    const sizes = Array.from({ length: 2 * bits.gamma() }, () => bits.gamma());
    let end = bits.next;
    this.parts = sizes.map((size) => bytes.subarray(end, end += size));
    this.table = table;
    this.lists = [];
  }

  list(/** @type {Group} */ group) {
    const part = 2 * group.place;
    return this.lists[part] ??= new PostingList(group, this.parts[part] ?? damaged("place"), this.parts[part + 1], this.table);
  }
}

const BODY = [1, 2, 0, 3, 1, 0, 4, 2, 5, 3, 7, 5, 10, 9, 15, 25];
const HEADING = [2, 4, 7, 9, 11, 13];
const SYNONYM = 5;

/** Of each form and section, in this order: the section, times in its body, and where else. */
class PostingList {
  constructor(group, occurrences, neighbours, table) {
    Object.assign(this, { group, neighbours, section: [], body: [], mark: [], ends: [] });
    const all = new Set();
    const bits = new BitReader(occurrences);
    for (const _ of group.forms) {
      for (const page of bits.ascending([], 0, bits.gamma(), 0, table.words.length)) {
        all.add(page);
        this.page(bits, table.first[page], table.first[page + 1]);
      }
      this.ends.push(this.section.length);
    }
    this.pages = all.size;
  }

  page(bits, first, end) {
    let at = this.section.length;
    bits.ascending(this.section, at, bits.gamma() + 1, first, end);
    for (; at < this.section.length; at++) {
      const isPage = this.section[at] === first;
      const code = isPage ? 16 : bits.gamma();
      this.body.push(BODY[code] ?? 0);
      this.mark.push(isPage ? bits.bits(3) : code === SYNONYM ? 2 : HEADING.includes(code) ? 1 : 0);
    }
  }

  /** The places in the list of the postings that stand beside `stem`. @returns {number[]} */
  beside(/** @type {string} */ stem, /** @type {boolean} */ isAfter) {
    let hash = isAfter ? 0x811c9dc5 : 0x050c5d1f;
    for (const byte of new TextEncoder().encode(stem)) hash = Math.imul(hash ^ byte, 0x01000193);
    hash ^= hash >>> 15;
    const { values, masks, ends } = this.hashes ??= this.readHashes();
    const found = [];
    for (let i = 0, at = 0; i < ends.length; i++) {
      for (const wanted = hash & masks[i]; at < ends[i]; at++) if (values[at] === wanted) found.push(i);
    }
    return found;
  }

  readHashes() {
    const bits = new BitReader(this.neighbours);
    const [values, masks, ends] = [[], [], []];
    this.section.forEach((_, i) => {
      const count = this.body[i] === 1 && !this.mark[i] ? bits.below(3) : bits.gamma();
      const width = Math.min(15, 3 + (this.group.level >> 3) + 31 - Math.clz32(count + 1));
      bits.ascending(values, values.length, count, 0, 1 << width);
      masks.push((1 << width) - 1);
      ends.push(values.length);
    });
    return { values, masks, ends };
  }
}

/** @typedef {{stem: string, forms: string[], level: number, inTitle: boolean, isStop: boolean, shard: number, place: number}} Group */

/** Words by their stems. `level` is the power of two below a group's number of pages; `shard` and `place` say where its postings are. */
export class Lexicon {
  constructor(/** @type {Uint8Array} */ bytes, /** @type {number} */ shard) {
    /** @type {Map<string, Group>} */
    this.byForm = new Map();
    /** @type {Map<string, Group>} */
    this.byStem = new Map();
    /** Of a form whose group is in another lexicon, the stem. @type {Map<string, string>} */
    this.aliases = new Map();
    /** How many stems take an ending. @type {Map<string, number>} */
    this.endings = new Map();
    let place = 0;
    let stem = "";
    for (const line of lines(bytes)) {
      if (line === "/") {
        shard++;
        place = 0;
      } else if (line[0] === "!") {
        this.aliases.set(...line.slice(1).split(" "));
      } else if (line) {
        const [rest, list] = line.slice(2).split(":");
        const mark = line.charCodeAt(1) - 48;
        stem = stem.slice(0, line.charCodeAt(0) - 48) + rest;
        const forms = list?.split(",").map((ending) => this.form(stem, ending)) ?? [stem];
        const group = { stem, forms, level: mark & 15, inTitle: !!(mark & 16), isStop: mark > 31, shard: shard - 1, place: place++ };
        this.byStem.set(stem, group);
        for (const form of forms) this.byForm.set(form, group);
      }
    }
  }

  form(stem, ending) {
    const drop = ending.charCodeAt(0) - 64;
    if (drop > 0 && drop < 27) return stem.slice(0, -drop) + ending.slice(1);
    this.endings.set(ending, (this.endings.get(ending) ?? 0) + 1);
    return stem + ending;
  }

  /** The group with the longest stem that `word` extends by an ending known from other words. */
  stemOf(word) {
    for (let cut = word.length; --cut > 2;) {
      const group = this.byStem.get(word.slice(0, cut));
      if (group && this.endings.get(word.slice(cut)) > 2) return group;
    }
  }

  /** The groups with a form that begins with `prefix`. */
  completions(prefix) {
    return [...new Set([...this.byForm.keys()].filter((form) => form.startsWith(prefix)).map((form) => this.byForm.get(form)))];
  }

  /** The forms within `most` edits of `word`. */
  near(word, most) {
    const found = [];
    for (const [form, group] of this.byForm) {
      const distance = edits(word, form, most);
      if (distance <= most) found.push({ form, group, distance });
    }
    return found;
  }
}

const letters = (word) => {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << word.charCodeAt(i);
  return mask;
};

/** Insertions, deletions, substitutions and transpositions (Damerau 1964; optimal string alignment) from `a` to `b`; more than `most` if so. */
function edits(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let apart = letters(a) ^ letters(b);
  for (let bits = 0; apart; apart &= apart - 1) if (++bits > 2 * most) return bits;
  let before = [];
  let last = [...b, 0].map((_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}
