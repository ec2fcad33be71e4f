// Terms with their postings in, pages in the order of their worth out.
//
// BM25F (Robertson, Zaragoza & Taylor 2004) over pages and over sections: a page's score is its own and its best section's, then what stands
// together as in the query, and what the title says. The weights are those of a search over two handbooks' queries; none is sharp.

const K1 = 1.2;
const TITLE = 5;
const HEADING = 2;
const PATH = 2;
const SYNONYM = 0.4;
const MATE = 0.8;
const STOP = 0.2;
const PHRASE_MATE = 0.5;

const norm = (b, length, mean) => 1 - b + (b * length) / mean;
const saturated = (count) => count / (K1 + count);

/** Numbers by place; knows the places that are not 0. */
class Tally {
  constructor(size) {
    this.value = new Float32Array(size);
    this.touched = [];
  }
  set(at, value) {
    if (!this.value[at]) this.touched.push(at);
    this.value[at] = value;
  }
  add(at, amount) {
    this.set(at, this.value[at] + amount);
  }
  most(at, amount) {
    if (amount > this.value[at]) this.set(at, amount);
  }
  /** Calls `each` with every number and forgets it. */
  drain(each) {
    for (const at of this.touched) {
      each(at, this.value[at]);
      this.value[at] = 0;
    }
    this.touched = [];
  }
}

/**
 * @param {import("./engine.js").Term[]} terms
 * @param {import("./index.js").PageTable} table
 */
export function rank(terms, table) {
  const pageCount = table.words.length;
  const sectionCount = table.pageOf.length;
  const idf = (pages) => Math.log(1 + (pageCount - pages + 0.5) / (pages + 0.5));
  const inPages = new Tally(pageCount);
  const inSections = new Tally(sectionCount);

  const scores = new Tally(pageCount);
  const share = new Float32Array(pageCount);
  const sectionScores = new Tally(sectionCount);
  const sectionShare = new Float32Array(sectionCount);
  const titleShare = new Float32Array(pageCount);
  const titleCount = new Float32Array(pageCount);
  const present = new Uint32Array(sectionCount);
  const exactly = new Uint32Array(sectionCount);

  const isContent = terms.some(({ isStop }) => !isStop);
  const idfs = terms.map(({ choices }) => {
    const all = choices.reduce((sum, { list }) => sum + list.pages, 0);
    for (const choice of choices) choice.idf = Math.min(idf(choice.list.pages), choice.isPrefix ? idf(Math.min(all, pageCount)) : 99);
    return Math.max(...choices.map((choice) => choice.idf), choices.length ? 0 : idf(0));
  });
  const factors = terms.map(({ isStop }) => isStop && isContent ? STOP : 1);
  const whole = idfs.reduce((sum, own, i) => sum + own * factors[i], 0) || 1;

  terms.forEach(({ choices }, i) => {
    const pages = new Tally(pageCount);
    const sections = new Tally(sectionCount);
    const titles = new Tally(pageCount);
    for (const { list, exact, weight, idf } of choices) {
      let at = 0;
      list.group.forms.forEach((form, number) => {
        const isExact = exact(form);
        const own = isExact ? 1 : MATE;
        for (; at < list.ends[number]; at++) {
          const section = list.section[at];
          const page = table.pageOf[section];
          const mark = list.mark[at];
          present[section] |= 1 << i;
          if (isExact) exactly[section] |= 1 << i;
          if (section === table.first[page]) {
            if (mark & 1) titles.most(page, weight * own);
            const title = mark & 1 && TITLE / norm(0.4, table.titleWords[page], table.meanTitle);
            inPages.add(page, own * (title + (mark & 2 && PATH) + (mark & 4 && HEADING) + (mark ? 0 : SYNONYM)));
          } else {
            const heading = mark & 1 && HEADING;
            const body = list.body[at] + (mark & 2 && SYNONYM);
            inPages.add(page, own * (heading / 2 + body / norm(0.75, table.words[page], table.meanWords)));
            inSections.add(section, own * (heading + body / norm(0.75, table.sectionWords[section], table.meanSection)));
          }
        }
      });
      const worth = weight * idf * factors[i];
      inPages.drain((page, times) => pages.most(page, worth * saturated(times)));
      inSections.drain((section, times) => sections.most(section, worth * saturated(times)));
    }
    const importance = idfs[i] * factors[i] / whole;
    pages.drain((page, score) => {
      scores.add(page, score);
      share[page] += importance;
    });
    sections.drain((section, score) => {
      sectionScores.add(section, score);
      sectionShare[section] += importance;
    });
    titles.drain((page, weight) => {
      titleShare[page] += weight * importance;
      titleCount[page]++;
    });
  });
  const isWeak = !scores.touched.some((page) => share[page] > 0.95);

  const bestSection = new Float32Array(pageCount);
  sectionScores.drain((section, score) => {
    const page = table.pageOf[section];
    bestSection[page] = Math.max(bestSection[page], score * Math.sqrt(sectionShare[section]));
  });
  const bestRun = phrases();
  const pages = scores.touched.map((page) => {
    const ofTitle = Math.min(1, titleCount[page] / table.titleWords[page]);
    const byTitle = 0.7 * ofTitle + (titleCount[page] < terms.length ? 0 : ofTitle < 1 ? 2 : 3);
    const score = scores.value[page] * Math.sqrt(Math.min(1, share[page])) + bestSection[page] + bestRun[page] + whole * titleShare[page] * byTitle;
    return { page, score: score * table.weight[page] };
  });
  pages.sort((a, b) => b.score - a.score || a.page - b.page);
  return { pages, isWeak };

  /** Of each page, the worth of its best section's longest run of the query's words. */
  function phrases() {
    const runs = new Float32Array(pageCount);
    /** Of each section, the worth of each pair of neighbours. @type {Map<number, Float32Array>} */
    const pairs = new Map();
    const count = terms.length - 1;
    for (let i = 0; i < count; i++) {
      const worth = Math.min(idf(1), idfs[i] + idfs[i + 1] + 2);
      for (const a of terms[i].choices) {
        for (const b of terms[i + 1].choices) {
          const isLeft = a.list.group.level <= b.list.group.level;
          const [{ list }, other] = isLeft ? [a, b] : [b, a];
          for (const at of list.beside(other.list.group.stem, isLeft)) {
            const section = list.section[at];
            if ((present[section] >> i & 3) < 3) continue;
            const values = pairs.get(section) ?? new Float32Array(count);
            values[i] = Math.max(values[i], worth * a.weight * b.weight * ((exactly[section] >> i & 3) < 3 ? PHRASE_MATE : 1));
            pairs.set(section, values);
          }
        }
      }
    }
    for (const [section, values] of pairs) {
      const page = table.pageOf[section];
      let run = 0;
      let length = 0;
      for (const value of values) {
        run = value && run + value;
        length = value && length + 1;
        runs[page] = Math.max(runs[page], run * length / count);
      }
    }
    return runs;
  }
}
