import { isOn, type Participant } from '@patchbay/repositories';
import type { Emulator, MeetingsService } from '@patchbay/emulator';
import type { createAws } from './aws.ts';
import type { Settings } from './settings.ts';

interface Context {
  aws: ReturnType<typeof createAws>;
  chime: MeetingsService;
  emulator: Emulator;
  settings: Settings;
  /** Undefined when the organiser has not ended it. */
  endedAt: number | undefined;
  now(): number;
  troubles: number;
}

/**
 * What must not be any more. `settled`: hours after anything went wrong, when everybody has gone. `closed`: when nobody can
 * join any more, and every lease is over.
 */
export async function leftovers(
  { aws, chime, emulator, settings, endedAt, now, troubles }: Context,
  when: 'settled' | 'closed',
): Promise<string[]> {
  const { scheduledMeetings, participants } = aws.tables;
  const meeting = await scheduledMeetings.get(settings.eventId);
  const people = meeting ? await participants.list(meeting) : [];
  const left = [
    ...[...emulator.engine.transactions.keys()].map(() => 'a call goes on'),
    ...chime.list().map(() => 'a Chime meeting is there'),
    ...[...aws.held].filter(([, until]) => until > now()).map(([holder]) => `the line of ${holder.slice(-4)} is held`),
  ].map((text) => `${when}: ${text}`);
  if (when === 'closed') return left.filter((text) => !text.includes('line') || troubles > 0);
  if (!meeting) return [...left, 'there is no meeting'];
  // Who could not be taken away again is forgotten with the next Chime meeting.
  const here = (meeting.here.length > 0 && troubles === 0) || meeting.inUse;
  const names = people.filter(({ name }) => settings.people.some((each) => each.name === name));
  return [
    // Where a lease could not be given back, it ends by itself.
    ...left.filter((text) => troubles === 0 || !text.includes('line')),
    ...(here ? [`somebody is here: ${meeting.here.join(' ')} ${meeting.inUse?.meetingId ?? ''}`] : []),
    // Where a call could not tell that it has ended, its place is left.
    ...(troubles > 0
      ? []
      : people
          .filter(({ places }) => Object.values(places).some(({ via }) => via === 'phone'))
          .map(({ name }) => `${name} has the place of a call`)),
    ...(names.length < settings.people.length && endedAt === undefined ? ['somebody was not added'] : []),
    ...(endedAt !== undefined ? [] : people.flatMap((each) => forgotten(each, now()))),
  ];
}

function forgotten(participant: Participant, now: number): string[] {
  const { name, mail, call, outcome } = participant;
  const isLost = (outcome === 'calling' || outcome === 'answered') && !isOn(participant, now);
  return [
    ...(mail === 'due' || mail === 'sending' ? [`the mail of ${name} is ${mail}`] : []),
    ...(call?.dueAt !== undefined ? [`${name} was never called`] : []),
    ...(isLost ? [`nobody knows what came of the call to ${name}: ${outcome}`] : []),
  ];
}
