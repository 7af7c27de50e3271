import { byId, count, data, el } from './dom.js';
import { moment } from './time.js';

/** Times shown of a finding that was made often. */
const SHOWN = 20;

export function findings(call) {
  const section = byId('findings');
  section.append(el('h2', { id: 'findings-title' }, 'Findings'));
  if (call.findings.length === 0) section.append(el('p.nothing', {}, 'Nothing was found wrong with this call.'));
  for (const finding of call.findings) section.append(card(call, finding));
}

function card(call, { code, level, title, explanation, whatToDo, found }) {
  const more = found.length - SHOWN;
  return el(
    `article.finding.${level}`,
    {},
    el('h3', {}, el(`span.badge.${level}`, {}, level), el('span', {}, title), el('code', {}, code)),
    el('p', {}, explanation),
    el('p.todo', {}, el('strong', {}, 'What to do: '), whatToDo),
    el(
      'ul.found',
      {},
      ...found
        .slice(0, SHOWN)
        .map(({ at, message, step }) =>
          el(
            'li',
            {},
            step === undefined ? moment(call, at) : el('a', { href: `#step-${step}` }, moment(call, at)),
            data(message),
          ),
        ),
      more > 0 && el('li', {}, `and ${count(more, 'more time')}`),
    ),
  );
}
