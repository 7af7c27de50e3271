import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parseConfig } from '../src/config/parse.ts';
import { parseScript } from '../src/script/parse.ts';
import { importCommand } from '../src/cli/import.ts';
import { replay } from '../src/cli/replay.ts';
import { defaultRules } from '../src/replay/volatile.ts';

/** The YAML examples of a page. */
function examples(page: string): string[] {
  const text = readFileSync(new URL(`../docs/${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml = '']) => yaml);
}

test('the examples of scripts.md are scripts', () => {
  const scripts = examples('scripts.md').map((yaml) => parseScript(yaml, 'scripts.md'));
  expect(scripts.map(({ steps }) => steps.length)).toEqual([8, 5, 6, 2]);
});

test('the example of configuration.md is a configuration with every setting', () => {
  const [config, ...more] = examples('configuration.md').map((yaml) => parseConfig(yaml, 'configuration.md', '/'));
  expect(more).toEqual([]);
  const { accountId, region, ...others } = config ?? {};
  expect([accountId, region]).toEqual(['111122223333', 'us-east-1']);
  for (const setting of Object.values(others)) expect(Object.keys(setting)).not.toEqual([]);
});

test('replay.md names every option, every rule and no other', () => {
  const text = readFileSync(new URL('../docs/replay.md', import.meta.url), 'utf8');
  const known = [importCommand, replay].flatMap(({ options }) => Object.keys(options).map((name) => `--${name}`));
  const named = new Set(text.match(/--[a-z][a-z-]*/g));
  expect([...named].filter((name) => !known.includes(name) && name !== '--since')).toEqual([]);
  expect(known.filter((name) => name !== '--help' && !named.has(name))).toEqual([]);
  for (const { path } of defaultRules) expect(text).toContain(path === '*' ? '| everywhere' : `\`${path}\``);
});
