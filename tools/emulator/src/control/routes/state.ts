import * as z from 'zod';
import type { DirectoryState } from '../../directory/state.ts';
import type { MeetingsState } from '../../meetings/state.ts';
import { ControlError } from '../errors.ts';
import { type Controlled, route } from '../route.ts';

/** Of the shape of an exported state. A state of another version is refused. */
const VERSION = 1;

export const stateRoutes = [
  route({
    method: 'GET',
    path: '/health',
    summary: 'Whether the emulator answers',
    answers: 'Its state, and how many calls are up.',
    handle: ({ emulator }) => ({ status: 'ok', calls: emulator.engine.transactions.size }),
  }),
  route({
    method: 'POST',
    path: '/reset',
    summary: 'Ends and forgets all calls and takes back every change',
    answers: 'Nothing.',
    handle(controlled) {
      controlled.reset();
      return {};
    },
  }),
  route({
    method: 'GET',
    path: '/state',
    summary: 'Everything that is provisioned, for PUT /state',
    answers: 'Numbers, rules, applications, Voice Connectors and meetings.',
    handle: ({ directory, meetings }) => ({
      version: VERSION,
      directory: directory.export(),
      meetings: meetings.export(),
    }),
  }),
  route({
    method: 'PUT',
    path: '/state',
    summary: 'Takes the place of everything that is provisioned',
    answers: 'Nothing.',
    body: z.strictObject({
      version: z.literal(VERSION),
      directory: z.record(z.string(), z.unknown()),
      meetings: z.record(z.string(), z.unknown()),
    }),
    handle(controlled, { body }) {
      replace(controlled, body);
      return {};
    },
  }),
];

/** Whatever is wrong with the new state, the old one is kept. */
function replace({ directory, meetings }: Controlled, state: { directory: object; meetings: object }): void {
  const before = { directory: directory.export(), meetings: meetings.export() };
  requireKeys('directory', before.directory, state.directory);
  requireKeys('meetings', before.meetings, state.meetings);
  try {
    directory.import(state.directory as DirectoryState);
    meetings.import(state.meetings as MeetingsState);
  } catch (error) {
    directory.import(before.directory);
    meetings.import(before.meetings);
    throw new ControlError(400, `The state can't be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function requireKeys(name: string, known: object, given: object): void {
  const missing = Object.keys(known).filter((key) => !(key in given));
  if (missing.length > 0) throw new ControlError(400, `${name} lacks ${missing.join(', ')}.`);
}
