// Text in, forms out: what src/render/search/text.rs does to the pages. The two must not part.

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
