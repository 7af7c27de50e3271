import { describe, expect, test } from '@jest/globals';
import { diagnostics } from './diagnostics.ts';
import { diagnosticsTable } from './diagnostics-table.ts';

describe('diagnostics', () => {
  test.each(Object.entries(diagnostics))(
    '%s has a stable code and complete texts',
    (code, { title, explanation, whatToDo }) => {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title).not.toMatch(/\.$/);
      expect(explanation).toMatch(/\.$/);
      expect(whatToDo).toMatch(/[.)}]\.?$/);
    },
  );

  test('the table has a row for each, with four cells', () => {
    const [, , ...rows] = diagnosticsTable().split('\n');
    expect(rows).toHaveLength(Object.keys(diagnostics).length);
    for (const row of rows) expect(row.replaceAll('\\|', '').match(/\|/g)).toHaveLength(5);
  });
});
