import { checkEvent, checkResponse, isEventType, type Problem } from '@patchbay/sma';
import { readText } from '../config/load.ts';
import { InputError, messageOf } from '../errors.ts';
import { NOT_WELL, OK, type Command } from './command.ts';

export const validate: Command = {
  name: 'validate',
  summary: 'Checks files with events and responses of SIP media applications',
  usage: 'FILE…',
  options: {},
  notes: `A file is JSON: an event, a response, or a list of them. What has InvocationEventType is an event.
Exit codes: 0 all are valid, 1 one is not, 2 a file can't be read.`,
  async run({ positionals }, io) {
    if (positionals.length === 0) throw new InputError('patchbay validate needs a file: patchbay validate FILE…');
    let valid = true;
    for (const file of positionals) {
      const content = parse(await readText(file, 'JSON'), file);
      const parts = Array.isArray(content)
        ? content.map((part: unknown, index) => [`[${index}]`, part])
        : [['', content]];
      for (const [at, part] of parts as [string, unknown][]) {
        const { kind, problems } = checked(part);
        const lines = problems.map(({ path, value, rule, level }) => `${level}: ${path || kind} ${rule} (is ${value})`);
        for (const line of lines) io.out(`${file}${at}: ${line}\n`);
        const wrong = problems.some(({ level }) => level === 'error');
        if (!wrong) io.out(`${file}${at}: a valid ${kind}\n`);
        valid &&= !wrong;
      }
    }
    return valid ? OK : NOT_WELL;
  },
};

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file}: not JSON: ${messageOf(error)}`, { cause: error });
  }
}

function checked(content: unknown): { kind: string; problems: Problem[] } {
  if (typeof content === 'object' && content !== null && 'InvocationEventType' in content) {
    const type = content.InvocationEventType;
    return { kind: isEventType(type) ? `${type} event` : 'event', problems: checkEvent(content) };
  }
  return { kind: 'response', problems: checkResponse(content) };
}
