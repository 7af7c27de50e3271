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

  test('the table has an aligned row for each', () => {
    const lines = diagnosticsTable().split('\n');
    expect(lines).toHaveLength(Object.keys(diagnostics).length + 2);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    for (const line of lines) expect(line.match(/\|/g)).toHaveLength(4);
  });
});
