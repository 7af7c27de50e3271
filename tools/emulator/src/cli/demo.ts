import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { call } from './call.ts';
import type { Command } from './command.ts';
import { InputError } from '../errors.ts';

/** Places the sample call, and shows by which command. */
export const demo: Command = {
  name: 'demo',
  summary: 'Places a sample call to a sample handler',
  usage: '',
  options: { help: { help: 'Show this' } },
  async run({ positionals }, io) {
    if (positionals.length > 0) throw new InputError(`patchbay demo takes nothing, not ${positionals.join(' ')}`);
    const values = { handler: sample('menu.mjs'), script: sample('menu.yaml') };
    io.out(`patchbay call +12065550100 --handler ${values.handler} --script ${values.script}\n\n`);
    return call.run({ positionals: ['+12065550100'], values }, io);
  },
};

function sample(name: string): string {
  return relative(process.cwd(), fileURLToPath(new URL(`../../samples/${name}`, import.meta.url)));
}
