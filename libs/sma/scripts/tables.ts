import { format, resolveConfig } from 'prettier';
import * as z from 'zod/mini';
import { actionTable, actionTypes, eventTable, eventTypes } from '../src/index.ts';

const MARKS = /(<!-- generated -->\n).*(<!-- end -->)/s;

/** The README with its tables of events and actions as the code has them. */
export async function withTables(readme: string): Promise<string> {
  const text = readme.replace(MARKS, (_, begin: string, end: string) => `${begin}\n${tables()}\n${end}`);
  return format(text, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' });
}

function tables(): string {
  const events = eventTypes.map((type) => `| ${type} | ${runs[eventTable[type].actions]} |`);
  const actions = actionTypes.map((type) => {
    const { required = [], properties = {} } = z.toJSONSchema(actionTable[type].parameters, { io: 'input' });
    const optional = Object.keys(properties).filter((name) => !required.includes(name));
    const builder = type.charAt(0).toLowerCase() + type.slice(1);
    return `| \`${builder}\` | ${required.join(', ') || '–'} | ${optional.join(', ') || '–'} |`;
  });
  return [
    ...['| event | actions in the answer |', '| --- | --- |', ...events, ''],
    ...['| builder | needs | takes |', '| --- | --- | --- |', ...actions, ''],
  ].join('\n');
}

const runs = { run: 'run', ignored: 'ignored', 'while-connected': 'run while another leg is connected' };
