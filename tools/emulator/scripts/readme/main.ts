/** Puts what is generated from the code into README.md: `npm run readme -w tools/emulator`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withSections } from './section.ts';
import { sections } from './sections.ts';

const readme = new URL('../../README.md', import.meta.url);
writeFileSync(readme, withSections(readFileSync(readme, 'utf8'), sections));
