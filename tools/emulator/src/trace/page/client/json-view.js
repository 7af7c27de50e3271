import { add, data, el, say } from './dom.js';

const { document, navigator } = globalThis;

/** Values inside of this many others begin folded. */
const OPEN_DEPTH = 5;
/** Members shown at once. */
const SHOWN = 200;

/** A JSON value to read, fold and copy. What is folded is drawn when it is opened. */
export function jsonView(label, value) {
  const text = () => JSON.stringify(value, undefined, 2) ?? 'undefined';
  const copyButton = el('button.copy', { type: 'button', 'aria-label': `Copy ${label}`, click: copy }, 'Copy');
  async function copy() {
    const done = await copied(text());
    copyButton.textContent = done ? 'Copied' : 'Not copied';
    say(done ? `${label} copied` : `${label} could not be copied`);
  }
  const head = el('div.json-head', {}, el('h3', {}, label), copyButton);
  return el('div.json', {}, head, el('div.json-body', {}, node(undefined, value, 0)));
}

function node(key, value, depth) {
  const name = key === undefined ? [] : [el('span.key', {}, data(key)), ': '];
  if (typeof value !== 'object' || value === null) return el('div.member', {}, name, literal(value));
  const members = Object.entries(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (members.length === 0) return el('div.member', {}, name, `${open}${close}`);
  const size = el('span.size', {}, `${members.length}`);
  const details = el('details', {}, el('summary', {}, name, open, size, close));
  const draw = () => {
    if (details.open && details.children.length === 1) details.append(list(members, Array.isArray(value), depth));
  };
  details.addEventListener('toggle', draw);
  if (depth < OPEN_DEPTH) {
    details.open = true;
    draw();
  }
  return details;
}

function list(members, isArray, depth) {
  const box = el('div.members');
  const draw = (from) => {
    for (const [key, value] of members.slice(from, from + SHOWN))
      add(box, node(isArray ? undefined : key, value, depth + 1));
    const left = members.length - from - SHOWN;
    if (left <= 0) return;
    const more = el('button', { type: 'button', click: () => (more.remove(), draw(from + SHOWN)) }, `${left} more`);
    box.append(more);
  };
  draw(0);
  return box;
}

function literal(value) {
  if (typeof value === 'string') return el('span.string', {}, data(JSON.stringify(value)));
  return el('span.literal', {}, String(value));
}

/** A file on disk may not use the clipboard in every browser; then the old way. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el('textarea', { class: 'hidden', 'aria-hidden': 'true' });
    area.value = text;
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    before?.focus();
    return done;
  }
}
