import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { withSections } from '../scripts/readme/section.ts';
import { sections } from '../scripts/readme/sections.ts';

test('the README says what the code does; `npm run readme -w tools/emulator` brings it up to date', () => {
  const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(withSections(text, sections)).toBe(text);
});

test('a README without a section is refused by name', () => {
  const section = { name: 'operations', render: () => 'all' };
  expect(withSections('<!-- operations -->old<!-- /operations -->', [section])).toBe(
    '<!-- operations -->\n\nall\n\n<!-- /operations -->',
  );
  expect(() => withSections('# Emulator', [section])).toThrow(/lacks <!-- operations -->/);
});
