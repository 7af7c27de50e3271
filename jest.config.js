import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { preset } from './jest.preset.js';

const root = import.meta.dirname;

/** One project a package: `npm test -- --selectProjects sma`, or by path: `npm test -- libs/sma`. */
const projects = ['libs', 'tools', 'services'].flatMap((group) =>
  readdirSync(join(root, group))
    .filter((name) => existsSync(join(root, group, name, 'src')))
    .map((name) => ({ ...preset, displayName: name, rootDir: join(root, group, name) })),
);

// Both cores of a small machine: jest leaves one of two unused.
export default {
  projects,
  maxWorkers: Math.max(1, Math.min(4, availableParallelism())),
  passWithNoTests: true,
  watchman: false,
};
