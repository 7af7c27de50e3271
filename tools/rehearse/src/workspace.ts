import { join } from 'node:path';

/** The repository's folder. */
export const ROOT = join(import.meta.dirname, '../../..');
/** Commands of npm packages. */
export const BIN = join(ROOT, 'node_modules/.bin');
/** What infra and all other services are deployed to. */
export const STAGE = 'rehearsal';
