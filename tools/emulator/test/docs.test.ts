import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parseConfig } from '../src/config/parse.ts';
import { parseScript } from '../src/script/parse.ts';

/** The YAML examples of a page. */
function examples(page: string): string[] {
  const text = readFileSync(new URL(`../docs/${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml = '']) => yaml);
}

test('the examples of scripts.md are scripts', () => {
  const scripts = examples('scripts.md').map((yaml) => parseScript(yaml, 'scripts.md'));
  expect(scripts.map(({ steps }) => steps.length)).toEqual([8, 2]);
});

test('the example of configuration.md is a configuration with every setting', () => {
  const [config, ...more] = examples('configuration.md').map((yaml) => parseConfig(yaml, 'configuration.md', '/'));
  expect(more).toEqual([]);
  const { accountId, region, ...others } = config ?? {};
  expect([accountId, region]).toEqual(['111122223333', 'us-east-1']);
  for (const setting of Object.values(others)) expect(Object.keys(setting)).not.toEqual([]);
});
