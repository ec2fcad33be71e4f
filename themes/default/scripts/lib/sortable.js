/**
 * A list whose items move: by two buttons each, by the arrow keys while one of them has the focus, by dragging.
 * Whoever moves an item hears where it is now.
 */
import { announce, fill, part, words } from "./say.js";

/** @param {HTMLElement} list */
export function makeSortable(list) {
  for (const item of list.children) addButtons(/** @type {HTMLElement} */ (item));

  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move]");
    if (button) move(button.closest("li"), Number(button.dataset.move), button);
  });

  list.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(event.target.closest("li"), by, event.target);
  });

  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("li");
    const wanted = event.pointerType === "mouse" ? !event.target.closest("button") : event.target.closest(".grip");
    if (item && wanted && event.button === 0) drag(item, event);
  });
}

/** @param {HTMLElement} item */
function addButtons(item) {
  const buttons = part("move");
  for (const button of buttons.querySelectorAll("button")) button.ariaLabel = fill(button.ariaLabel, { step: nameOf(item) });
  item.append(buttons);
}

/** @param {Element} item */
const nameOf = (item) => item.querySelector(".step-label").textContent.trim();

/** @param {HTMLElement} item @param {number} by @param {HTMLElement} focused what keeps the focus: moving an element loses it */
function move(item, by, focused) {
  if (by < 0) item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  focused.focus();
  tell(item);
}

/** @param {HTMLElement} item */
function tell(item) {
  const all = [...item.parentElement.children];
  announce(fill(words.moved, { step: nameOf(item), place: all.indexOf(item) + 1, count: all.length }));
}

/** @param {HTMLElement} item @param {PointerEvent} start */
function drag(item, start) {
  const list = item.parentElement;
  start.preventDefault();
  list.setPointerCapture(start.pointerId);
  item.classList.add("dragged");
  const follow = (/** @type {PointerEvent} */ { clientY }) => {
    const others = [...list.children].filter((other) => other !== item);
    const next = others.find((other) => {
      const { top, bottom } = other.getBoundingClientRect();
      return clientY < (top + bottom) / 2;
    });
    if (next !== item.nextElementSibling) list.insertBefore(item, next ?? null);
  };
  const drop = () => {
    list.removeEventListener("pointermove", follow);
    item.classList.remove("dragged");
    tell(item);
  };
  list.addEventListener("pointermove", follow);
  list.addEventListener("lostpointercapture", drop, { once: true });
}

