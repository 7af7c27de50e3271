import { fileURLToPath } from 'node:url';
import { patchbay } from '../../src/cli/patchbay.ts';
import type { Section } from './section.ts';

const ADDRESS = '+12065550100';

/** What a first call prints, by the command that the README shows. */
export async function sampleTrace(): Promise<Section> {
  const sample = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));
  const lines: string[] = [];
  const args = ['call', ADDRESS, '--handler', sample('menu.mjs'), '--script', sample('menu.yaml')];
  const code = await patchbay(args, {
    out: (text) => lines.push(text),
    error: (text) => lines.push(text),
    colours: false,
    stop: new AbortController().signal,
  });
  if (code !== 0) throw new Error(`The sample call failed: ${lines.join('')}`);
  return { name: 'trace', render: () => `\`\`\`text\n${lines.join('').trimEnd()}\n\`\`\`` };
}
