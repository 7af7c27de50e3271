/** Puts what is generated from the code into the READMEs: `npm run readme -w tools/emulator`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withSections } from './section.ts';
import { generated } from './sections.ts';

for (const { readme, sections } of await generated()) {
  writeFileSync(readme, withSections(readFileSync(readme, 'utf8'), sections));
}
