import { data, el } from './dom.js';
import { jsonView } from './json-view.js';
import { duration } from './time.js';

/** What is behind a step: for an invocation its event or its response, else the entry as it was recorded. */
export function details(call, step) {
  const entry = call.entries[step.entry];
  if (!entry) return [el('p.nothing', {}, 'Left out: the page would have become too large.')];
  if (entry.type !== 'invocation' || entry.leftOut) return [jsonView('Recorded', entry)];
  if (step.tone === 'event') return [jsonView('Event', entry.event)];
  return [outcome(entry), responseView(entry), logs(entry)];
}

export function outcome({ outcome: how, error, durationMs, attempt, ignored }) {
  const good = how === 'returned' && !ignored;
  return el(
    'p.outcome',
    {},
    el(`span.badge.${good ? 'good' : 'error'}`, {}, how),
    el('span', {}, `after ${duration(durationMs)}${attempt > 1 ? `, attempt ${attempt}` : ''}`),
    ignored && el('span', {}, 'came too late and was not used'),
    error !== undefined && el('span.bad', {}, data(error)),
  );
}

export function responseView(entry) {
  if (!('response' in entry)) return el('p.nothing', {}, 'There was no response.');
  return jsonView('Response', entry.response);
}

export function logs({ logs: lines = [] }) {
  if (lines.length === 0) return undefined;
  return el(
    'div.log',
    {},
    el('h3', {}, 'Printed by the function'),
    el('pre', { tabindex: '0' }, data(lines.join('\n'))),
  );
}
