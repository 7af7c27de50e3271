import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { withSections } from '../scripts/readme/section.ts';
import { generated } from '../scripts/readme/sections.ts';

test('the READMEs say what the code does; `npm run readme -w tools/emulator` brings them up to date', async () => {
  for (const { readme, sections } of await generated()) {
    const text = readFileSync(readme, 'utf8');
    expect(withSections(text, sections)).toBe(text);
  }
});

test('a README without a section is refused by name', () => {
  const section = { name: 'operations', render: () => 'all' };
  expect(withSections('<!-- operations -->old<!-- /operations -->', [section])).toBe(
    '<!-- operations -->\n\nall\n\n<!-- /operations -->',
  );
  expect(() => withSections('# Emulator', [section])).toThrow(/lacks <!-- operations -->/);
});
