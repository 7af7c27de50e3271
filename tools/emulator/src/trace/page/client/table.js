import { el } from './dom.js';

/**
 * A table that can be scrolled where it is wide, and is a list of rows on a telephone; its roles are written out because
 * browsers forget them there. The first cell of a row names it.
 * @returns the frame, and what makes a row of cells
 */
export function table(name, label, columns, rows, foot) {
  const head = columns.map((column) => el('th', { scope: 'col', role: 'columnheader' }, column));
  const body = el('tbody', { role: 'rowgroup' }, rows);
  const frame = el(
    'div.wide',
    { role: 'region', 'aria-label': label, tabindex: '0' },
    el(
      `table.${name}`,
      { role: 'table' },
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, head)),
      body,
      foot && el('tfoot', { role: 'rowgroup' }, foot),
    ),
  );
  return { frame, body };
}

/** @param cells what stands under each of the columns */
export function tableRow(columns, cells, named = 0) {
  return el(
    'tr',
    { role: 'row' },
    ...cells.map((cell, index) =>
      index === named
        ? el('th', { scope: 'row', role: 'rowheader', 'data-label': columns[index] }, cell)
        : el('td', { role: 'cell', 'data-label': columns[index] }, el('div', {}, cell)),
    ),
  );
}
