// The search, without its form: words and what marks them, the files of the index, the ranking, the query. One file, for whoever needs
// one part has needed the others. Formats: src/render/search/mod.rs; whatever the bytes say, reading stays inside them.

// Words: what src/render/search/text.rs does to the pages; the two must not part.

/** Thai to Khmer, kana, Han and Hangul: without spaces, so indexed by overlapping pairs of characters. */
const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{323af}";
const RUN = new RegExp(`([${UNSPACED}]+)|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}'’ʼ])+`, "gu");
const STRIPPED = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe2f]|[^\p{L}\p{N}\p{M}]/gu;
/** @type {Record<string, string>} */
const PLAIN = { ς: "σ", ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i" };

/** What the lexicon holds for a run of letters. @param {string} run */
function form(run) {
  const folded = run.normalize("NFKD").toLowerCase().replace(STRIPPED, "").replace(/[ςßæœøđłı]/g, (letter) => PLAIN[letter]).normalize("NFC");
  return [...(folded || run)].slice(0, 40).join("");
}

/**
 * The forms in `text`, and where each stands.
 * @param {string} text
 */
export function tokens(text) {
  const found = [];
  for (const { 0: run, 1: unspaced, index: start } of text.matchAll(RUN)) {
    const characters = [...unspaced ?? ""];
    const word = unspaced ? "" : run.replace(/['’ʼ]s$/i, "").replace(/['’ʼ]/g, "");
    if (word) found.push({ form: form(word), start, end: start + run.length });
    let at = start;
    for (let i = 0; i < Math.max(characters.length - 1, characters.length && 1); i++) {
      const pair = characters[i] + (characters[i + 1] ?? "");
      found.push({ form: form(pair), start: at, end: at + pair.length });
      at += characters[i].length;
    }
  }
  return found;
}

// Marks: a query's words, on the page that was chosen, and in what is shown of it before.

const kept = "handbook:marks";

/** @param {string} text @param {Set<string>} words @returns {(string | HTMLElement)[]} */
export function marked(text, words, from = 0, to = text.length) {
  const parts = [];
  for (const { form, start, end } of tokens(text)) {
    if (!words.has(form) || start < from || end > to) continue;
    parts.push(text.slice(from, start), Object.assign(document.createElement("mark"), { textContent: text.slice(start, end) }));
    from = end;
  }
  return [...parts, text.slice(from, to)];
}

/** Leaves the words for the page that opens next. @param {Set<string>} words */
export function leave(words) {
  try { sessionStorage.setItem(kept, JSON.stringify([...words])); } catch { /* storage blocked: it opens without marks */ }
}

/** Marks in this page what the search left, and goes there. */
export function arrive() {
  const words = new Set(JSON.parse(sessionStorage.getItem(kept) ?? "[]"));
  sessionStorage.removeItem(kept);
  const main = document.querySelector("main");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const parts = marked(node.data, words);
    if (parts[1]) node.replaceWith(...parts);
  }
  (document.getElementById(decodeURIComponent(location.hash.slice(1))) ?? main.querySelector("mark"))?.scrollIntoView({ block: "center" });
}

/**
 * The passages of a page that hold most of the words, by section; an empty id is what precedes the first heading.
 * @param {string} html @param {Set<string>} words
 */
export function passages(html, words) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  for (const chrome of main.querySelectorAll("nav, footer, .print-sheet, .heading-link, .footnote-ref, .facts, .below, site-search")) chrome.remove();
  const count = (text) => new Set(tokens(text).map(({ form }) => form).filter((form) => words.has(form))).size;
  const sections = [{ id: "", heading: "", most: 0, score: 0, parts: [] }];
  for (const block of main.querySelectorAll("h2,h3,h4,h5,h6,p,li,td,dd,pre,legend,label")) {
    const text = block.textContent.replace(/\s+/g, " ").trim();
    let section = sections.at(-1);
    if (block.matches("[id]:is(h2,h3,h4,h5,h6)")) {
      section = { id: block.id, heading: text, most: 0, score: count(text), parts: [] };
      sections.push(section);
    } else if (count(text) > section.most) {
      section.score += count(text) - section.most;
      section.most = count(text);
      const from = text.lastIndexOf(" ", Math.max(0, tokens(text).find(({ form }) => words.has(form)).start - 50)) + 1;
      const to = text.indexOf(" ", from + 160);
      section.parts = [from ? "…" : "", ...marked(text, words, from, to < 0 ? text.length : to), to < 0 ? "" : "…"];
    }
  }
  return sections.filter(({ score }) => score).sort((a, b) => b.score - a.score).slice(0, 3);
}

// The files.

/** Ends a search that has no answer, and says why: "network", "version" or "damaged". @returns {never} */
const fail = (why = "damaged") => { throw new Error(why); };
const text = (/** @type {Uint8Array} */ bytes) => new TextDecoder().decode(bytes);
const lines = (/** @type {Uint8Array} */ bytes) => text(bytes).split("\n");

const FNV = 0x811c9dc5;
const hashed = (/** @type {Uint8Array} */ bytes, hash = FNV) => {
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
};

/** The bytes after the first line, once that is found to be right. */
async function payload(/** @type {string} */ url, sum = "", cache = "default") {
  const response = await fetch(url + sum, { cache }).catch(() => fail("network"));
  if (!response.ok) fail(response.status === 404 ? "version" : "network");
  const bytes = new Uint8Array(await response.arrayBuffer());
  const [, version, said] = /^hb(.) (.{8})$/.exec(text(bytes.subarray(0, 12))) ?? fail();
  const rest = bytes.subarray(13);
  if (hashed(rest) >>> 0 !== parseInt(said, 16)) fail();
  if (version !== "3" || (sum && sum !== `?${said.slice(0, 6)}`)) fail("version");
  return rest;
}

/** The index's files, each fetched and made into something once. */
function openFiles(/** @type {string} */ base, cache = "default") {
  const made = new Map();
  const manifest = payload(`${base}index.txt`, "", cache).then((bytes) => JSON.parse(text(bytes)));
  manifest.catch(() => {}); // whoever asks is told
  /** @template T @param {string} name @param {number} number @param {(bytes: Uint8Array) => T} make @returns {Promise<T>} */
  const get = (name, number, make) => {
    const file = `${name}-${number}`;
    if (!made.has(file)) {
      const promise = manifest.then(({ sums }) => payload(`${base}${file}.txt`, `?${sums[name].substr(6 * number, 6)}`)).then(make);
      made.set(file, promise);
      promise.catch(() => made.delete(file));
    }
    return made.get(file);
  };
  return { manifest, get, near: new Map() };
}

/** The codes of src/render/search/bits.rs. */
function bitReader(/** @type {Uint8Array} */ bytes) {
  let next = 0;
  let held = 0;
  let count = 0;
  /** At most 24 at a time. */
  const bits = (width) => {
    for (; count < width; count += 8) {
      if (next >= bytes.length) fail();
      held |= bytes[next++] << count;
    }
    const value = held & ((1 << width) - 1);
    held >>>= width;
    count -= width;
    return value;
  };
  const below = (bound) => {
    const width = 31 - Math.clz32(bound);
    const short = (2 << width) - bound;
    const value = bits(width);
    return value < short ? value : 2 * value + bits(1) - short;
  };
  const gamma = () => {
    let width = 0;
    while (!bits(1)) if (++width > 24) fail();
    return (1 << width) + bits(width) - 1;
  };
  /** Puts `count` ascending numbers of `low..high` into `out` from `at` on. */
  const ascending = (out, at, count, low, high) => {
    if (count > high - low) fail();
    if (!count) return out;
    const half = count >> 1;
    const middle = low + half + below(high - low - count + 1);
    out[at + half] = middle;
    ascending(out, at, half, low, middle);
    return ascending(out, at + half + 1, count - half - 1, middle + 1, high);
  };
  return { bits, below, gamma, ascending, read: () => next };
}

/** A file of parts, one or more a group. */
function parts(/** @type {Uint8Array} */ bytes) {
  const { gamma, read } = bitReader(bytes);
  const sizes = Array.from({ length: gamma() }, gamma);
  let end = read();
  return sizes.map((size) => bytes.subarray(end, end += size));
}

/** Of those that are not 0. */
const mean = (numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.filter(Boolean).length || 1;

/**
 * What ranking needs of every page. Sections are numbered through: of each page its own section 0, then the others.
 * @typedef {ReturnType<typeof pageTable>} Table
 */
function pageTable(/** @type {Uint8Array} */ bytes, { pages, kinds, topics }) {
  const { bits, below, gamma, ascending } = bitReader(bytes);
  const [first, titleWords, kind, weight, words, sectionWords, pageOf] = [[0], [], [], [], [], [], []];
  for (let page = 0; page < pages; page++) {
    const sections = gamma();
    titleWords.push(gamma());
    kind.push(below(kinds.length));
    weight.push(bits(1) ? gamma() / 16 : 1);
    let all = 0;
    for (let i = 0; i <= sections; i++) {
      const words = i && 4 * (2 ** (bits(4) / 2) - 1);
      sectionWords.push(words);
      pageOf.push(page);
      all += words;
    }
    words.push(all);
    first.push(pageOf.length);
  }
  const norms = (b, lengths, average = mean(lengths)) => lengths.map((length) => 1 - b + b * length / average);
  const work = Array.from({ length: 14 }, (_, i) => new (i < 12 ? Float32Array : Uint32Array)((i < 8 ? words : pageOf).length));
  return {
    first, titleWords, kind, weight, pageOf, work,
    topics: topics.map(() => ascending([], 0, gamma(), 0, pages)),
    titleNorm: norms(0.4, titleWords),
    norm: norms(0.75, words),
    sectionNorm: norms(0.75, sectionWords),
  };
}

const TITLE = 5;
const HEADING = 2;
const PATH = 2;
const SYNONYM = 0.4;
// By the codes of src/render/search/postings.rs: times in the body, and whether in a heading.
const BODY = [1, 2, 0, 3, 1, SYNONYM, 4, 2, 5, 3, 7, 5, 10, 9, 15, 25];
const HEADINGS = [2, 4, 7, 9, 11, 13];

/** Of each form and section, in this order: the section, and what the word is worth there and to the page; `ends` of each form. */
function postingList(/** @type {Group} */ group, /** @type {Uint8Array} */ bytes, /** @type {Table} */ { first, titleNorm, norm, sectionNorm }) {
  const { bits, gamma, ascending } = bitReader(bytes ?? fail());
  const [section, inPage, inSection, inTitle, isPlain, ends] = [[], [], [], [], [], []];
  const pages = new Set();
  for (const _ of group.forms) {
    for (const page of ascending([], 0, gamma(), 0, norm.length)) {
      pages.add(page);
      let at = section.length;
      ascending(section, at, gamma() + 1, first[page], first[page + 1]);
      for (; at < section.length; at++) {
        const isPage = section[at] === first[page];
        const code = isPage ? bits(3) : gamma();
        const heading = !isPage && HEADINGS.includes(code) && HEADING;
        const body = isPage || BODY[code] || 0;
        inTitle.push(isPage && code & 1);
        isPlain.push(!isPage && !code);
        inPage.push(isPage ? (code & 1 && TITLE / titleNorm[page]) + (code & 2 && PATH) + (code & 4 && HEADING) || SYNONYM : heading / 2 + body / norm[page]);
        inSection.push(isPage ? 0 : heading + body / sectionNorm[section[at]]);
      }
    }
    ends.push(section.length);
  }
  /** Hashes of neighbours with their masks, by posting. */
  let hashes = [];
  return {
    group, section, inPage, inSection, inTitle, ends,
    pages: [...pages],

    /** What `beside` is to know. */
    readNeighbours(/** @type {Uint8Array} */ bytes) {
      if (hashes.length) return;
      const { below, gamma, ascending } = bitReader(bytes);
      hashes = isPlain.map((plain) => {
        const count = plain ? below(3) : gamma();
        const width = Math.min(15, 3 + (group.level >> 3) + 31 - Math.clz32(count + 1));
        return ascending([(1 << width) - 1], 1, count, 0, 1 << width);
      });
    },

    /** The places in the list of the postings that stand beside `stem`. */
    beside(/** @type {string} */ stem, /** @type {boolean} */ isAfter) {
      let hash = hashed(new TextEncoder().encode(stem), isAfter ? FNV : 0x050c5d1f);
      hash ^= hash >>> 15;
      const found = [];
      hashes.forEach((own, i) => own.includes(hash & own[0], 1) && found.push(i));
      return found;
    },
  };
}

/** @typedef {{stem: string, forms: string[], level: number, inTitle: boolean, isStop: boolean, shard: number, place: number}} Group */

/** Words by their stems. `level` is the power of two below a group's number of pages; `shard` and `place` say where its postings are. */
function readLexicon(/** @type {Uint8Array} */ bytes, /** @type {number} */ shard) {
  /** @type {Map<string, Group>} */
  const byForm = new Map();
  /** @type {Map<string, Group>} */
  const byStem = new Map();
  /** Of a form whose group is in another lexicon, the stem. @type {Map<string, string>} */
  const aliases = new Map();
  /** How many stems take an ending. @type {Map<string, number>} */
  const endings = new Map();
  let place = 0;
  let stem = "";
  for (const line of lines(bytes)) {
    const [shared, mark] = [line.charCodeAt(0) - 48, line.charCodeAt(1) - 48];
    if (line === "/") {
      shard++;
      place = 0;
    } else if (line[0] === "!") {
      aliases.set(...line.slice(1).split(" "));
    } else if (line) {
      const [rest, list] = line.slice(2).split(":");
      stem = stem.slice(0, shared) + rest;
      const forms = list?.split(",").map((ending) => {
        const drop = ending.charCodeAt(0) - 64;
        if (drop > 0 && drop < 27) return stem.slice(0, -drop) + ending.slice(1);
        endings.set(ending, (endings.get(ending) ?? 0) + 1);
        return stem + ending;
      }) ?? [stem];
      const group = { stem, forms, level: mark & 15, inTitle: !!(mark & 16), isStop: mark > 31, shard: shard - 1, place: place++ };
      byStem.set(stem, group);
      for (const form of forms) byForm.set(form, group);
    }
  }
  return {
    find: (form) => byForm.get(form),
    aliasOf: (form) => aliases.get(form),

    /** The group with the longest stem that `word` extends by an ending known from other words. */
    stemOf(word) {
      for (let cut = word.length; --cut > 2;) {
        const group = byStem.get(word.slice(0, cut));
        if (group && endings.get(word.slice(cut)) > 2) return group;
      }
    },

    /** The groups with a form that begins with `prefix`. */
    completions: (prefix) => [...new Set([...byForm].filter(([form]) => form.startsWith(prefix)).map(([, group]) => group))],

    /** The forms within `most` edits of `word`. */
    near(word, most) {
      const found = [];
      for (const [form, group] of byForm) {
        const distance = edits(word, form, most);
        if (distance <= most) found.push({ form, group, distance });
      }
      return found;
    },
  };
}

/** Address and title of each page of a block. */
function readTitles(/** @type {Uint8Array} */ bytes) {
  let address = "";
  return lines(bytes).map((line) => {
    const [shared, rest, title] = line.split("\t");
    address = address.slice(0, +shared) + rest;
    return [address, title];
  });
}

/**
 * Insertions, deletions, substitutions and transpositions (Damerau 1964; optimal string alignment) from `a` to `b`, or, beyond `most`,
 * some number above it.
 * @returns {number}
 */
function edits(a, b, most, i = 0, j = 0) {
  for (; i < a.length && a[i] === b[j]; i++) j++;
  const [left, right] = [a.length - i, b.length - j];
  if (Math.abs(left - right) > most) return 9;
  if (!most || !left || !right) return left + right;
  const rest = (c, d) => edits(a, b, most - 1, i + c, j + d);
  return 1 + Math.min(rest(1, 1), rest(1, 0), rest(0, 1), a[i] === b[j + 1] && a[i + 1] === b[j] ? rest(2, 2) : 9);
}

// The ranking: BM25F (Robertson, Zaragoza & Taylor 2004) over pages and over sections. A page's score is its own and its best section's, then
// what stands together as in the query, and what the title says. The weights are those of a search over two handbooks' queries; none is sharp.
// What a posting is worth in its fields is reckoned once, when its list is read.

const K1 = 1.2;
const MATE = 0.8;
const STOP = 0.2;
const PHRASE_MATE = 0.5;

/**
 * The pairs of lists of neighbouring terms, each with the one that keeps their neighbours first.
 * @param {Term[]} terms
 */
const pairs = (terms) => terms.slice(1).map((next, i) => terms[i].choices.flatMap((a) => next.choices.map((b) => {
  const isLeft = a.list.group.level <= b.list.group.level;
  return { weight: a.weight * b.weight, isLeft, keeper: (isLeft ? a : b).list, other: (isLeft ? b : a).list };
})));

/** Marks each page's worth for the terms. @param {Term[]} terms @param {Table} table */
function rank(terms, { pageOf, titleWords, weight: weights, work }) {
  const pageCount = titleWords.length;
  const idf = (pages) => Math.log(1 + (pageCount - pages + 0.5) / (pages + 0.5));
  const scores = new Float32Array(pageCount);
  // Made once, for a search at every letter would else leave megabytes behind.
  for (const numbers of work) numbers.fill(0);
  const [share, titleShare, titleCount, best, runs, inPages, ofPages, ofTitles, sectionScores, sectionShare, inSections, ofSections, present, exactly] = work;

  const isContent = terms.some(({ isStop }) => !isStop);
  const idfs = terms.map(({ choices }) => {
    const all = choices.reduce((sum, { list }) => sum + list.pages.length, 0);
    for (const choice of choices) choice.idf = Math.min(idf(choice.list.pages.length), choice.isPrefix ? idf(Math.min(all, pageCount)) : 99);
    return Math.max(...choices.map((choice) => choice.idf), choices.length ? 0 : idf(0));
  });
  const factors = terms.map(({ isStop }) => isStop && isContent ? STOP : 1);
  const whole = idfs.reduce((sum, own, i) => sum + own * factors[i], 0) || 1;

  terms.forEach(({ choices }, i) => {
    const importance = idfs[i] * factors[i] / whole;
    /** Of a term's choices the best counts at each place. */
    const raise = (own, totals, shares, place, worth) => {
      if (worth <= own[place]) return;
      if (!own[place]) shares[place] += shares === titleCount ? 1 : importance;
      totals[place] += worth - own[place];
      own[place] = worth;
    };
    for (const own of [ofPages, ofSections, ofTitles]) own.fill(0);
    for (const { list, exact, weight, idf } of choices) {
      let at = 0;
      list.group.forms.forEach((form, number) => {
        const isExact = exact(form);
        const own = isExact ? 1 : MATE;
        for (; at < list.ends[number]; at++) {
          const section = list.section[at];
          const page = pageOf[section];
          present[section] |= 1 << i;
          if (isExact) exactly[section] |= 1 << i;
          inPages[page] += own * list.inPage[at];
          inSections[section] += own * list.inSection[at];
          if (list.inTitle[at]) raise(ofTitles, titleShare, titleCount, page, weight * own * importance);
        }
      });
      const settle = (places, counts, own, totals, shares) => {
        for (const place of places) {
          raise(own, totals, shares, place, weight * idf * factors[i] * counts[place] / (K1 + counts[place]));
          counts[place] = 0;
        }
      };
      settle(list.pages, inPages, ofPages, scores, share);
      settle(list.section, inSections, ofSections, sectionScores, sectionShare);
    }
  });
  const isWeak = !share.some((own) => own > 0.95);
  for (let section = 0; section < pageOf.length; section++) {
    const page = pageOf[section];
    if (sectionScores[section]) best[page] = Math.max(best[page], sectionScores[section] * Math.sqrt(sectionShare[section]));
  }

  // Of each section, the worth of each pair of neighbours; of each page, that of its best section's longest run of the query's words.
  /** @type {Map<number, number[]>} */
  const worths = new Map();
  pairs(terms).forEach((pairs, i) => {
    const most = Math.min(idf(1), idfs[i] + idfs[i + 1] + 2);
    for (const { weight, isLeft, keeper, other } of pairs) {
      for (const at of keeper.beside(other.group.stem, isLeft)) {
        const section = keeper.section[at];
        if ((present[section] >> i & 3) < 3) continue;
        if (!worths.has(section)) worths.set(section, terms.map(() => 0));
        const own = worths.get(section);
        own[i] = Math.max(own[i], most * weight * ((exactly[section] >> i & 3) < 3 ? PHRASE_MATE : 1));
      }
    }
  });
  for (const [section, own] of worths) {
    const page = pageOf[section];
    let run = 0;
    let length = 0;
    for (const worth of own) {
      run = worth && run + worth;
      length = worth && length + 1;
      runs[page] = Math.max(runs[page], run * length / (terms.length - 1));
    }
  }
  for (let page = 0; page < pageCount; page++) {
    const ofTitle = Math.min(1, titleCount[page] / titleWords[page]);
    const byTitle = 0.7 * ofTitle + (titleCount[page] < terms.length ? 0 : ofTitle < 1 ? 2 : 3);
    if (scores[page]) scores[page] = weights[page] * (scores[page] * Math.sqrt(Math.min(1, share[page])) + best[page] + runs[page] + whole * titleShare[page] * byTitle);
  }
  return { isWeak, scores };
}

// The query.

/**
 * @typedef {{list: any, weight: number, exact: (form: string) => boolean, isPrefix: boolean}} Choice one reading of a word
 * @typedef {{form: string, choices: Choice[], isStop: boolean, correction?: string}} Term
 * @typedef {{address: string, title: string, kind: string, topics: string[]}} Hit
 */

const COMPLETION = 0.8;
const EDIT = 0.8;
const RELATED = 0.25;

const any = () => true;
/** Lets the browser draw and take the next letter first, where it can be asked. */
const breathe = () => globalThis.scheduler?.yield?.();

/** @param {string} base address of the index's folder, with a slash */
export function openSearch(base) {
  let files = openFiles(base);
  let info;
  let table;

  /** @returns {Promise<Hit>} */
  async function hit(page) {
    const block = await files.get("titles", Math.floor(page / info.titlesPerBlock), readTitles);
    const [address, title] = block[page % info.titlesPerBlock];
    return { address, title, kind: info.kinds[table.kind[page]], topics: info.topics.filter((_, i) => table.topics[i].includes(page)) };
  }

  /** The lexicons that words from `first` to `last` belong to. */
  function lexicons(first, last = first) {
    const place = (word) => info.lexicons.filter((stem) => stem <= word).length;
    const from = place(first);
    return Promise.all(Array.from({ length: place(last) - from + 1 }, (_, i) =>
      files.get("lexicon", from + i, (bytes) => readLexicon(bytes, (from + i) * info.postingsPerLexicon))));
  }

  async function find(form) {
    const [lexicon] = await lexicons(form);
    const stem = lexicon.aliasOf(form);
    return (stem ? (await lexicons(stem))[0] : lexicon).find(form);
  }

  /** @returns {Promise<Choice>} */
  async function choice(group, weight, exact, isPrefix = false) {
    const shard = await files.get("postings", group.shard, parts);
    await breathe();
    return { list: group.list ??= postingList(group, shard[group.place], table), weight, exact, isPrefix };
  }

  /** @returns {Promise<Term>} */
  async function term(form, isOpen, correct) {
    const own = await find(form);
    const choices = own ? [choice(own, 1, (other) => other === form)] : [];
    let correction;
    for (const group of isOpen ? await completions(form) : []) {
      if (group !== own) choices.push(choice(group, COMPLETION, (other) => other.startsWith(form), true));
    }
    if (!choices.length && correct) {
      const stem = (await lexicons(form))[0].stemOf(form);
      if (stem) choices.push(choice(stem, COMPLETION, any));
      for (const { form: near, group, distance } of await corrections(form)) {
        if (!stem) correction ??= near;
        if (group !== stem) choices.push(choice(group, EDIT ** distance * (stem ? 0.5 : 1), (other) => other === near));
      }
    }
    return { form, choices: await Promise.all(choices), isStop: !!own?.isStop, correction };
  }

  /** Titles' words first, then the commoner ones; from few shards. */
  async function completions(prefix) {
    const found = (await lexicons(prefix, `${prefix}\uffff`)).flatMap((lexicon) => lexicon.completions(prefix));
    found.sort((a, b) => b.inTitle - a.inTitle || b.level - a.level);
    const shards = new Set();
    return found.slice(0, 24).filter(({ shard }) => shards.has(shard) || (shards.size < 3 && shards.add(shard)));
  }

  /** What was found for a word is kept: the next letter of the query asks for all its words again. */
  async function corrections(word) {
    const { near } = files;
    if (!near.has(word)) near.set(word, await nearest(word));
    return near.get(word);
  }

  /** The nearest words, those with the same first letter before others. */
  async function nearest(word) {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (!most) return [];
    const near = (await lexicons("", "\uffff")).flatMap((lexicon) => lexicon.near(word, most));
    const key = ({ form, group, distance }) => group.level + 20 * (form[0] === word[0]) - 50 * distance;
    near.sort((a, b) => key(b) - key(a));
    return near.filter(({ distance }) => distance === near[0].distance).slice(0, 4);
  }

  /** Adds what the language's table of related words says; whether it says anything. */
  async function relate(/** @type {Term} */ { form, choices, isStop, correction }) {
    if (isStop) return;
    const own = correction ? [] : choices.filter(({ isPrefix }) => !isPrefix).map(({ list }) => list.group);
    const forms = [form, ...own.flatMap((group) => group.forms)];
    const rows = (await files.get("related", 0, lines)).map((row) => row.split(" ")).filter((row) => row.some((word) => forms.includes(word)));
    const groups = new Set(await Promise.all(rows.flat().map(find)));
    const others = [...groups].filter((group) => group && !own.includes(group)).sort((a, b) => a.level - b.level);
    return choices.length < choices.push(...await Promise.all(others.slice(0, 6).map((group) => choice(group, RELATED, any))));
  }

  /** Ranks once it is known what stands beside what; those files are fetched for the words of a pair alone. */
  async function ranked(/** @type {Term[]} */ terms) {
    await Promise.all(pairs(terms).flat().map(async ({ keeper: { group, readNeighbours } }) =>
      readNeighbours((await files.get("neighbours", group.shard, parts))[group.place])));
    await breathe();
    return rank(terms, table);
  }

  async function answer(query, { kind, topic, limit = 10, correct = true }) {
    info = await files.manifest;
    table = await files.get("pages", 0, (bytes) => pageTable(bytes, info));
    const words = tokens(query).slice(0, 24);
    const terms = await Promise.all(words.map(({ form, end }) => term(form, end === query.length, correct)));
    let { scores, isWeak } = await ranked(terms);
    if (isWeak && info.sums.related && (await Promise.all(terms.map(relate))).some(Boolean)) ({ scores } = await ranked(terms));
    const found = table.kind.map((_, page) => page).filter((page) => scores[page]);
    const ofTopic = new Set(table.topics[info.topics.findIndex(([name]) => name === topic)]);
    const pages = found.filter((page) => (!kind || info.kinds[table.kind[page]] === kind) && (!ofTopic.size || ofTopic.has(page)));
    // Thousands of pages may hold a word: they are not all put in order.
    const shown = [];
    for (const page of pages) {
      const at = shown.findLastIndex((other) => scores[page] <= scores[other]) + 1;
      shown.splice(at, 0, page);
      shown.splice(limit);
    }
    return {
      corrected: words.reduceRight((text, { start, end }, i) => text.slice(0, start) + (terms[i].correction ?? text.slice(start, end)) + text.slice(end), query),
      total: pages.length,
      hits: await Promise.all(shown.map(hit)),
      words: new Set(terms.filter(({ isStop }) => !isStop || terms.every((term) => term.isStop)).flatMap(({ choices }) => choices.flatMap(({ list }) => list.group.forms))),
      kinds: info.kinds.filter((_, number) => found.some((page) => table.kind[page] === number)),
      topics: info.topics.filter((_, number) => table.topics[number].some((page) => scores[page])),
      allTopics: info.topics,
    };
  }

  /**
   * What fails does so with "network", "version", or whatever was wrong with the files.
   * @param {string} query
   * @param {{kind?: string, topic?: string, limit?: number, correct?: boolean}} [options]
   */
  return (query, options = {}) => answer(query, options).catch((failure) => {
    if (failure.message !== "version") throw failure;
    files = openFiles(base, "reload"); // the site was published anew since the manifest came
    return answer(query, options);
  });
}
