import { byId, code, count, data, el } from './dom.js';
import { clock, date, duration, themes, times } from './time.js';

const { document } = globalThis;

export function summary(call) {
  const errors = call.findings.filter(({ level }) => level === 'error').length;
  const warnings = call.findings.filter(({ level }) => level === 'warning').length;
  const verdict = errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'good';
  const said = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')].filter(Boolean);
  const stillUp = call.ended === undefined;
  document.title = `${call.from} to ${call.to} – Patchbay`;
  byId('summary').append(
    el(
      'div.title',
      {},
      el('p.brand', {}, `Patchbay · ${call.direction.toLowerCase()} call`),
      el('h1', {}, data(call.from), el('span.to', {}, ' to '), data(call.to)),
      el(
        'p.verdict',
        {},
        el(`strong.badge.${verdict}`, {}, said.length > 0 ? said.join(', ') : 'Nothing wrong'),
        el('span', {}, stillUp ? 'still up' : data(call.ended)),
      ),
    ),
    el('div.tools', {}, times(), themes()),
    facts(call),
  );
}

function facts(call) {
  const attempts = call.invocations.map((index) => call.entries[index]?.attempt ?? 1);
  const again = attempts.filter((attempt) => attempt > 1).length;
  const { bill } = call;
  return el(
    'dl.facts',
    {},
    fact('Began', `${date(call.startedAt)} `, el('span.unit', {}, `${clock(call.startedAt)} UTC`)),
    fact(call.ended === undefined ? 'Recorded' : 'Lasted', duration(call.durationMs)),
    fact('Legs', String(call.legs.length)),
    fact(
      'Invocations',
      String(attempts.length),
      again > 0 && el('span.unit', {}, ` ${count(again, 'retry', 'retries')}`),
    ),
    fact('Bill', `$${bill.total.toFixed(4)}`, bill.partial && el('span.unit', {}, ' of what has a price')),
    fact('Transaction', code(call.transactionId)),
  );
}

const fact = (name, ...value) => el('div', {}, el('dt', {}, name), el('dd', {}, value));

export function contents(call) {
  const found = call.findings.length;
  const links = [
    ['findings', found > 0 ? `Findings (${found})` : 'Findings'],
    ['legs', 'Legs'],
    ['ladder', 'Ladder'],
    ['attributes', 'Attributes'],
    ['invocations', 'Function'],
    ['bill', 'Bill'],
  ];
  byId('contents').append(el('ul', {}, ...links.map(([id, text]) => el('li', {}, el('a', { href: `#${id}` }, text)))));
}
