import { byId, code, el } from './dom.js';
import { drawInBatches } from './more.js';
import { table, tableRow } from './table.js';
import { moment } from './time.js';

const COLUMNS = ['Time', 'Key', 'Was', 'Became'];

export function attributes(call) {
  const section = byId('attributes');
  section.append(el('h2', { id: 'attributes-title' }, 'Transaction attributes'));
  if (call.attributes.length === 0) {
    section.append(el('p.nothing', {}, 'The function stored none.'));
    return;
  }
  const { frame, body } = table('attributes', 'Table of attributes', COLUMNS, []);
  section.append(frame);
  drawInBatches(body, 'change', call.attributes, (change) => tableRow(COLUMNS, cells(call, change), 1), frame);
}

function cells(call, { at, key, before, after }) {
  return [moment(call, at), code(key), value(before, 'not set'), value(after, 'removed')];
}

const value = (json, missing) => (json === undefined ? el('span.unit', {}, missing) : code(json));
