import { byId, data, el } from './dom.js';
import { table, tableRow } from './table.js';
import { duration, moment } from './time.js';

const KINDS = { caller: 'caller', pstn: 'telephone', 'voice-connector': 'Voice Connector', meeting: 'meeting' };
const COLUMNS = ['Leg', 'Number', 'Answered', 'Ended', 'Connected', 'Over time'];
const STATES = ['ringing', 'connected', 'bridged', 'stranded'];

export function legs(call) {
  const section = byId('legs');
  section.append(el('h2', { id: 'legs-title' }, 'Legs'));
  if (call.legs.length === 0) {
    section.append(el('p.nothing', {}, 'No leg came up.'));
    return;
  }
  const rows = call.legs.map((leg) => tableRow(COLUMNS, cells(call, leg)));
  section.append(
    table('legs', 'Table of legs', COLUMNS, rows).frame,
    el(
      'ul.legend',
      { 'aria-label': 'Colours of the bars' },
      ...STATES.map((state) => el('li', {}, el(`span.swatch.${state}`), state)),
    ),
  );
}

function cells(call, leg) {
  const sip = leg.sipCode ? el('span.unit', {}, ` SIP ${leg.sipCode}`) : undefined;
  return [
    [leg.tag, el('span.unit', {}, ` ${KINDS[leg.kind] ?? ''}`)],
    data(leg.number),
    leg.answered === undefined ? 'never' : moment(call, leg.answered),
    leg.open ? 'still up' : [moment(call, leg.end), sip],
    [duration(leg.connectedMs), words(leg)],
    bar(call, leg),
  ];
}

function words({ bridged, stranded }) {
  const total = (parts) => parts.reduce((sum, { from, to }) => sum + to - from, 0);
  return [
    bridged.length > 0 && el('span.unit', {}, `, ${duration(total(bridged))} bridged`),
    stranded.length > 0 && el('span.unit.bad', {}, `, ${duration(total(stranded))} stranded`),
  ];
}

/** A picture of what the row says in words. */
function bar(call, leg) {
  const box = el('div.bar', { 'aria-hidden': 'true' });
  const length = Math.max(call.durationMs, 1);
  const part = (state, from, to) => {
    const piece = el(`span.${state}`);
    piece.style.left = `${(from / length) * 100}%`;
    piece.style.width = `${(Math.max(to - from, 0) / length) * 100}%`;
    box.append(piece);
  };
  part('ringing', leg.start, leg.answered ?? leg.end);
  if (leg.answered !== undefined) part('connected', leg.answered, leg.end);
  for (const { from, to } of leg.bridged) part('bridged', from, to);
  for (const { from, to } of leg.stranded) part('stranded', from, to);
  return box;
}
