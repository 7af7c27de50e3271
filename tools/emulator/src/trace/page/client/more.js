import { add, count, el, say } from './dom.js';

const { IntersectionObserver } = globalThis;

/** Items drawn at a time. */
const BATCH = 300;

/**
 * Draws items into a list, a batch at a time: the next when its end comes into view, or when asked. The button to ask
 * stands after the list, or after `frame`.
 * @returns what draws everything up to an item
 */
export function drawInBatches(list, what, items, draw, frame = list) {
  let drawn = 0;
  const button = el('button.more', { type: 'button', click: () => next() });
  const batch = () => {
    add(
      list,
      items.slice(drawn, drawn + BATCH).map((item, index) => draw(item, drawn + index)),
    );
    drawn = Math.min(drawn + BATCH, items.length);
    button.textContent = `Show more: ${count(items.length - drawn, what)} left`;
    button.hidden = drawn === items.length;
  };
  const next = () => {
    const from = drawn;
    batch();
    say(`${count(drawn - from, what)} more, ${items.length - drawn} left`);
  };
  batch();
  frame.after(button);
  new IntersectionObserver((seen) => {
    if (seen.some(({ isIntersecting }) => isIntersecting) && drawn < items.length) batch();
  }).observe(button);
  return (index) => {
    while (drawn <= index && drawn < items.length) batch();
  };
}
