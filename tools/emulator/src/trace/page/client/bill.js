import { byId, count, data, el } from './dom.js';
import { table, tableRow } from './table.js';
import { duration, moment } from './time.js';

export function bill(call) {
  const { lines, partial, stranded, open, prices } = call.bill;
  const section = byId('bill');
  section.append(el('h2', { id: 'bill-title' }, 'Bill'));
  for (const part of stranded) section.append(strandedCard(call, part));
  if (lines.length === 0) section.append(el('p.nothing', {}, 'Nothing was used that is billed.'));
  else section.append(lineTable(call.bill));
  if (open) section.append(el('p.hint', {}, 'A leg was still connected at the end of the record: its minutes go on.'));
  if (partial) {
    section.append(
      el(
        'p.hint',
        {},
        'Your own prices go in the places of those that are missing: ',
        el('code', {}, '--prices FILE'),
        '.',
      ),
    );
  }
  const sources = new Set(Object.values(prices.prices).map(({ source }) => source));
  const own = sources.delete('own') ? ', and prices of your own,' : ',';
  section.append(
    el(
      'p.hint',
      {},
      `List prices of ${prices.region} in ${prices.currency} looked up on ${prices.date} (${[...sources].join(', ')})${own} without taxes and `,
      'discounts. Each leg is rounded up to 6 seconds. Lambda, Lex, S3 and numbers are not in it.',
    ),
  );
}

function strandedCard(call, { tag, number, from, to, open, minutes, amount }) {
  const cost = amount === undefined ? 'not priced' : dollars(amount);
  return el(
    'article.finding.error',
    {},
    el('h3', {}, el('span.badge.error', {}, 'stranded'), el('span', {}, `${tag} `, data(number))),
    el(
      'p',
      {},
      `Connected to nobody for ${duration(to - from)} after the other leg had ended, from `,
      moment(call, from),
      open ? ' to the end of the record and beyond' : [' to ', moment(call, to)],
      `: ${count(minutes, 'billed minute')}, ${cost}.`,
    ),
  );
}

const UNITS = { minute: ['minute', 'minutes'], character: ['character', 'characters'], second: ['second', 'seconds'] };
const COLUMNS = ['What', 'Used', 'List price', 'Amount'];
const dollars = (amount) => `$${amount.toFixed(amount > 0 && amount < 0.01 ? 6 : 4)}`;

function lineTable({ lines, total, partial, prices }) {
  const rows = lines.map((line) => tableRow(COLUMNS, cells(line, prices.prices[line.price])));
  const name = partial ? 'Total of what has a price here' : 'Total';
  const foot = el(
    'tr',
    { role: 'row' },
    el('th', { scope: 'row', role: 'rowheader', colspan: '3' }, name),
    el('td', { role: 'cell', 'data-label': 'Amount' }, dollars(total)),
  );
  return table('bill', 'Table of the bill', COLUMNS, rows, foot).frame;
}

function cells({ what, quantity, unit, amount }, { usd, per }) {
  const [one, many] = UNITS[unit];
  const price = per === 1 ? `$${usd} a ${one}` : `$${usd} for ${count(per, one, many)}`;
  const none = () => el('span.unit', {}, 'not priced');
  return [
    what,
    count(quantity, one, many),
    usd === undefined ? none() : price,
    amount === undefined ? none() : dollars(amount),
  ];
}
