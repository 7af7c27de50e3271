import { add, byId, count, data, el } from './dom.js';
import { logs, outcome, responseView } from './details.js';
import { jsonView } from './json-view.js';
import { drawInBatches } from './more.js';
import { duration, moment } from './time.js';

export function invocations(call) {
  const section = byId('invocations');
  section.append(el('h2', { id: 'invocations-title' }, 'Function'));
  if (call.invocations.length === 0) {
    section.append(el('p.nothing', {}, 'It was not invoked.'));
    return;
  }
  const list = el('ol.invocations', { role: 'list' });
  section.append(list);
  drawInBatches(list, 'invocation', call.invocations, (index) => el('li', {}, one(call, call.entries[index])));
}

function one(call, entry) {
  if (!entry) return el('p.nothing', {}, 'Left out: the page would have become too large.');
  if (entry.leftOut) return el('p.nothing', {}, 'Left out: it is too large.', data(entry.leftOut));
  const good = entry.outcome === 'returned' && !entry.ignored;
  const printed = entry.logs?.length ?? 0;
  const box = el(
    'details',
    {},
    el(
      'summary',
      {},
      moment(call, entry.at - call.startedAt),
      el('span.number', {}, String(entry.event.Sequence)),
      el('strong', {}, data(entry.event.InvocationEventType)),
      entry.attempt > 1 && el('span.badge.warning', {}, `attempt ${entry.attempt}`),
      !good && el('span.badge.error', {}, entry.ignored ? 'not used' : entry.outcome),
      el('span.unit', {}, duration(entry.durationMs)),
      printed > 0 && el('span.unit', {}, count(printed, 'line printed', 'lines printed')),
    ),
  );
  box.addEventListener('toggle', () => {
    if (!box.open || box.children.length > 1) return;
    add(box, el('div.detail', {}, outcome(entry), logs(entry), jsonView('Event', entry.event), responseView(entry)));
  });
  return box;
}
