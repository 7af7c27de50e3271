/* Everything that is shown goes through here. Text is only ever text: no markup is made of it. */
const { document } = globalThis;

/** Control characters, and marks that turn the direction of writing, are shown by their codes. */
export const visible = (text) =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    if (character === '\n' || character === '\t' || character === '\u200c' || character === '\u200d') return character;
    return `\\u{${character.codePointAt(0).toString(16)}}`;
  });

/**
 * An element. Attributes that are undefined or false are left out; children are elements or texts.
 * @param {string} name with classes: `p.note.wide`
 */
export function el(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  add(element, ...children);
  return element;
}

export function add(parent, ...children) {
  for (const child of children.flat(2)) {
    if (child === undefined || child === null || child === false) continue;
    parent.append(typeof child === 'object' ? child : visible(String(child)));
  }
}

/** Text that came from the call: what is written from right to left does not move what stands beside it. */
export const data = (text) => el('bdi', {}, text);
export const code = (text) => el('code', {}, data(text));

export const byId = (id) => document.getElementById(id);

/** Tells it to a screen reader. */
export function say(text) {
  byId('said').textContent = text;
}

export const count = (number, one, many = `${one}s`) =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
