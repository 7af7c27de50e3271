import { InputError } from '../errors.ts';
import { handset, HANDSET_NUMBER } from '../handset/handset.ts';
import { e164 } from './call-options.ts';
import { NOT_WELL, OK, type Command } from './command.ts';
import { paint } from './paint.ts';
import { DEFAULT_PORT } from './start-options.ts';

const DEFAULT_URL = `http://127.0.0.1:${DEFAULT_PORT}`;

export const phone: Command = {
  name: 'phone',
  summary: 'A telephone in this terminal, for an emulator that runs',
  usage: '[OPTIONS] [NUMBER]',
  options: {
    url: { value: 'URL', help: `Where the emulator answers; ${DEFAULT_URL} if left out` },
    from: { value: 'NUMBER', help: `The number of this telephone; ${HANDSET_NUMBER} if left out` },
    help: { help: 'Show this' },
  },
  notes: `? in the telephone shows its keys. It rings when the emulator calls its number.
Exit codes: 0 it was put down, 1 the emulator stopped, 2 the command was wrong or no emulator answers.`,
  async run({ positionals, values }, io) {
    const [number, ...more] = positionals;
    if (more.length > 0) throw new InputError(`patchbay phone takes one number, not also ${more.join(' ')}`);
    const options = {
      url: values['url'] ?? DEFAULT_URL,
      from: e164(values['from'] ?? HANDSET_NUMBER, '--from'),
      ...(number !== undefined && { number: e164(number, 'NUMBER') }),
    };
    if (!io.terminal) {
      throw new InputError(
        'patchbay phone needs a terminal to be typed in; without one, place a call by: patchbay call NUMBER --script FILE',
      );
    }
    const how = await handset({ ...options, ...io.terminal, stop: io.stop, ...(io.colours && { paint }) });
    return how === 'quit' ? OK : NOT_WELL;
  },
};
