import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { preset } from './jest.preset.js';

const root = import.meta.dirname;

/** One project a package: `npm test -- --selectProjects sma`, or by path: `npm test -- libs/sma`. */
const projects = ['libs', 'tools', 'services'].flatMap((group) =>
  readdirSync(join(root, group))
    .filter((name) => existsSync(join(root, group, name, 'src')))
    .map((name) => ({ ...preset, displayName: name, rootDir: join(root, group, name) })),
);

export default { projects, passWithNoTests: true, watchman: false };
