import * as z from 'zod';
import type { DirectoryService } from '../directory/directory.ts';
import type { MeetingsService } from '../meetings/meetings.ts';
import { directorySchema, meetingsSchema } from './state-schema.ts';

/** Of the shape of an exported state. A state of another version is refused. */
const VERSION = 1;

/** Everything that is provisioned: numbers, rules, applications, Voice Connectors and meetings. */
export const stateSchema = z.strictObject({
  version: z.literal(VERSION),
  directory: directorySchema,
  meetings: meetingsSchema,
});

export interface EmulatorState {
  version: number;
  directory: object;
  meetings: object;
}

interface Provisioned {
  directory: DirectoryService;
  meetings: MeetingsService;
}

export function exportState({ directory, meetings }: Provisioned): EmulatorState {
  return { version: VERSION, directory: directory.export(), meetings: meetings.export() };
}

/**
 * Takes the place of everything that is provisioned.
 * @throws {Refusal} the state can't be used; the old one is kept
 */
export function importState({ directory, meetings }: Provisioned, state: EmulatorState): void {
  const before = { directory: directory.export(), meetings: meetings.export() };
  try {
    directory.import(state.directory);
    meetings.import(state.meetings);
  } catch (error) {
    directory.import(before.directory);
    meetings.import(before.meetings);
    throw error;
  }
}
