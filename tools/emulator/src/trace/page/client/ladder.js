import { add, byId, count, data, el } from './dom.js';
import { details } from './details.js';
import { drawInBatches } from './more.js';
import { roving } from './keys.js';
import { moment } from './time.js';

const { document } = globalThis;

/** From here on, what is out of sight is not laid out. */
const MANY = 300;

/** @returns what shows a step, by its index */
export function ladder(call) {
  const section = byId('ladder');
  const names = Object.fromEntries(call.parties.map(({ party, title }) => [party, title]));
  const list = el(`ol.steps${call.steps.length > MANY ? '.many' : ''}`, { role: 'list' });
  const parties = el('div.parties', { 'aria-hidden': 'true' }, ...call.parties.map(heading));
  add(
    section,
    el('h2', { id: 'ladder-title' }, 'Ladder', el('span.unit', {}, ` ${count(call.steps.length, 'step')}`)),
    el('p.hint', {}, 'Each step opens: up and down to move, Enter to open it, Escape to close it.'),
    el(`div.ladder${call.parties.length > 3 ? '.four' : '.three'}`, {}, parties, list),
  );
  const upTo = drawInBatches(list, 'step', call.steps, (step, index) => row(call, names, step, index));
  if (call.omitted > 0)
    section.append(el('p.hint', {}, `${count(call.omitted, 'more entry', 'more entries')} not kept.`));
  roving(list, 'button.step');
  return (index) => {
    upTo(index);
    const button = document.querySelector(`#step-${index} > button.step`);
    button?.scrollIntoView({ block: 'center' });
    button?.focus();
  };
}

function heading({ party, title, name }) {
  const [who, tag] = title.replace(')', '').split(' (');
  return el('div', { 'data-party': party }, el('strong', {}, who), tag && el('span.unit', {}, tag), name && data(name));
}

function row(call, names, step, index) {
  const button = el(
    'button.step',
    { type: 'button', 'aria-expanded': 'false', tabindex: index === 0 ? '0' : '-1', click: toggle },
    moment(call, step.at),
    el('span.lanes', {}, mark(names, step)),
  );
  const sameTime = index > 0 && call.steps[index - 1].at === step.at;
  const classes = [step.bridged && 'bridged', sameTime && 'same-time'].filter(Boolean).join(' ');
  const item = el('li', { id: `step-${index}`, 'data-tone': step.tone, class: classes || undefined }, button);
  function toggle() {
    const open = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!open));
    if (open) item.lastElementChild.remove();
    else add(item, el('div.detail', {}, ...details(call, step)));
  }
  return item;
}

/** What a step is drawn as; who sent it to whom is said in words for whoever does not see the columns. */
function mark(names, { type, text, from, to, over, tone }) {
  switch (type) {
    case 'arrow': {
      const who = el('span.who', {}, `${short(names[from])} → ${short(names[to])}`, el('span.hidden', {}, ': '));
      return el('span.arrow', { 'data-from': from, 'data-to': to }, who, label(text, tone));
    }
    case 'note': {
      const who = el('span.who', {}, short(names[over]), el('span.hidden', {}, ': '));
      return el(`span.${tone === 'sound' ? 'heard' : 'note'}`, { 'data-over': over }, who, label(text, tone));
    }
    case 'bridge':
      return el('span.bridge', {}, el('span.text', {}, text));
    default:
      return el('span.remark', {}, label(text, tone));
  }
}

const short = (title = '') => title.replace(/ \(.*/, '');

function label(text, tone) {
  const retry = / ?\(attempt (\d+)\)/.exec(tone === 'event' ? text : '');
  const shown = retry ? text.replace(retry[0], '') : text;
  const level = ['error', 'warning', 'info'].includes(tone) && el('span.hidden', {}, `${tone}: `);
  return el('span.text', {}, level, data(shown), retry && el('span.badge.warning', {}, `attempt ${retry[1]}`));
}
