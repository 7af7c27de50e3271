import type { Meetings, Voice } from '@patchbay/chime';
import { createMemoryCounters, type Counters } from '@patchbay/dial-policy';
import type { MeetingsService, Outside } from '@patchbay/emulator';
import type { InvitationMessage, Mail } from '@patchbay/meeting-dialer';
import {
  createMemoryLines,
  createMemoryParticipants,
  createMemoryScheduledMeetings,
  type Lines,
  type Participant,
  type Participants,
  type ScheduledMeetings,
} from '@patchbay/repositories';
import { meetingsOf, voiceOf } from '../chime.ts';
import { stepBack, watched } from './watched.ts';

/** What the functions find in AWS; nothing in it goes wrong by itself. */
export interface Aws {
  tables: { scheduledMeetings: ScheduledMeetings; participants: Participants; lines: Lines; counters: Counters };
  meetings: Meetings;
  voice: Voice;
  queue: { send(message: InvitationMessage, delaySeconds?: number): void };
  /** An e-mail has been sent. */
  mail(mail: Mail): void;
}

export interface AwsOptions extends Pick<Aws, 'queue' | 'mail'> {
  chime: MeetingsService;
  outside: Pick<Outside, 'createCall' | 'updateCall'>;
  now(): number;
  wrong(text: string): void;
  /** Told of each change of a participant. */
  changed(participant: Participant): void;
}

export function createAws({
  chime,
  outside,
  now,
  wrong,
  ...rest
}: AwsOptions): Aws & { held: ReadonlyMap<string, number> } {
  const lines = createMemoryLines();
  /** Until when each line is taken. */
  const held = new Map<string, number>();
  const placed = new Set<string>();
  const participants = watched(createMemoryParticipants(), (by, before, after) => {
    const problem = stepBack(by, before, after);
    if (problem !== undefined) wrong(problem);
    rest.changed(after);
  });
  const voice = voiceOf(
    {
      ...outside,
      createCall(call) {
        const { participantId = '', attempt = '' } = call.arguments ?? {};
        const created = outside.createCall(call);
        const key = `${participantId} ${attempt}`;
        if (placed.has(key)) wrong(`attempt ${attempt} is placed twice`);
        placed.add(key);
        return created;
      },
    } as Outside,
    () => undefined,
  );
  return {
    ...rest,
    held,
    meetings: meetingsOf(chime, () => undefined),
    voice,
    tables: {
      participants,
      scheduledMeetings: createMemoryScheduledMeetings(now),
      counters: createMemoryCounters(),
      lines: {
        async take(holder, options) {
          const taken = await lines.take(holder, options);
          if (taken) held.set(holder, options.until);
          return taken;
        },
        async release(holder) {
          held.delete(holder);
          return lines.release(holder);
        },
      },
    },
  };
}
