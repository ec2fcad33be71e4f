// Changes the live page where two versions of it differ, and nowhere else: what a reader has opened, ticked or typed
// in the rest of it stays.

/**
 * @typedef {object} Photograph an element as it was sent
 * @property {Element} live the element in the page, which scripts may have changed since
 * @property {string} html
 * @property {string} shell the element without what is in it
 * @property {Photograph[]} children
 * @property {boolean} isBox whether there are only elements in it, so that each can be changed on its own
 */
/** @typedef {(element: Element, live?: Element) => Photograph} Photographer */

/**
 * Makes the main part look like `fresh`.
 * @param {Photograph} sent @param {Element} fresh @param {Photographer} photograph @returns {Photograph}
 */
export function update(sent, fresh, photograph) {
  for (const { name } of [...sent.live.attributes]) {
    if (!fresh.hasAttribute(name)) sent.live.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (sent.live.getAttribute(name) !== value) sent.live.setAttribute(name, value);
  }
  return updateChildren(sent, photograph(fresh), fresh, photograph);
}

/** @param {Photograph} old @param {Element} fresh @param {Photographer} photograph @returns {Photograph} */
function updateElement(old, fresh, photograph) {
  const now = photograph(fresh);
  if (old.html === now.html) return old;
  if (old.isBox && now.isBox && old.shell === now.shell) return updateChildren(old, now, fresh, photograph);
  const [node, taken] = bring(fresh, photograph);
  old.live.replaceWith(node);
  return taken;
}

/** @param {Photograph} old @param {Photograph} now @param {Element} fresh @param {Photographer} photograph @returns {Photograph} */
function updateChildren(old, now, fresh, photograph) {
  if (old.children.some(({ live }) => !old.live.contains(live))) throw new Error("a script has moved things");
  /** @type {Photograph[]} */
  const children = [];
  for (const [before, after] of pairs(old.children, now.children)) {
    if (!after) {
      before?.live.remove();
    } else if (before) {
      children.push(updateElement(before, after.live, photograph));
    } else {
      const [node, taken] = bring(after.live, photograph);
      const previous = children.at(-1);
      if (previous) previous.live.after(node);
      else old.live.prepend(node);
      children.push(taken);
    }
  }
  return { ...now, live: old.live, children };
}

/** A copy for this page, photographed before it wakes. @param {Element} fresh @param {Photographer} photograph @returns {[Element, Photograph]} */
function bring(fresh, photograph) {
  const node = document.importNode(fresh, true);
  return [node, photograph(fresh, node)];
}

/**
 * Which of two lists of elements stand for each other: equal ones in the longest common order, and between those,
 * one after the other.
 * @param {Photograph[]} a @param {Photograph[]} b @returns {[Photograph | undefined, Photograph | undefined][]}
 */
function pairs(a, b) {
  const length = a.map(() => new Uint16Array(b.length + 1));
  length.push(new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i][j] = a[i].html === b[j].html ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  /** @type {[Photograph | undefined, Photograph | undefined][]} */
  const found = [];
  /** @type {Photograph[]} */ let lost = [];
  /** @type {Photograph[]} */ let won = [];
  const settle = () => {
    for (let k = 0; k < Math.max(lost.length, won.length); k++) found.push([lost[k], won[k]]);
    [lost, won] = [[], []];
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i].html === b[j].html) {
      settle();
      found.push([a[i++], b[j++]]);
    } else if (j >= b.length || (i < a.length && length[i + 1][j] >= length[i][j + 1])) {
      lost.push(a[i++]);
    } else {
      won.push(b[j++]);
    }
  }
  settle();
  return found;
}
