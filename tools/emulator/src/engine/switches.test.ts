/** What each value of each open point changes, as one can tell from outside. */
import { expect, test } from '@jest/globals';
import {
  bridge,
  FAR_END,
  hangUp,
  pause,
  play,
  receiveDigits,
  record,
  SERVICE,
  speakAndGetDigits,
  speak,
} from '../../test/support/actions.ts';
import { perform } from '../../test/support/describe-action.ts';
import { createLab, inbound } from '../../test/support/lab.ts';
import { invite, joinAs } from '../../test/support/meeting.ts';
import { VirtualClock } from '../clock/virtual.ts';
import { seededIds } from '../ids/seeded.ts';
import { createMeetings } from '../meetings/meetings.ts';
import { defaultSwitches, openPoints, type SwitchName, type Switches } from './switches.ts';

type Scenario = (switches: Partial<Switches>) => Promise<unknown>;

const toLegA = { ParticipantTag: 'LEG-A' };
const toLegB = { ParticipantTag: 'LEG-B' };

const scenarios: Readonly<Record<SwitchName, Scenario>> = {
  invalidResponsePolicy: async (switches) => (await inbound([{}, [hangUp()]], { switches })).events,
  emptyInbound: async (switches) => {
    const lab = await inbound([], { switches });
    return lab.call(lab.transactionId)!.endedAt! - lab.call(lab.transactionId)!.startedAt;
  },
  emitStartRecording: async (switches) => {
    const start = (CallId: string) => ({
      Type: 'StartCallRecording',
      Parameters: { CallId, Track: 'BOTH', Destination: { Type: 'S3', Location: 'bucket' } },
    });
    return (await perform('answered', ({ legA }) => [start(legA), pause()], { options: { switches } })).events;
  },
  hangupAlsoSucceeds: async (switches) =>
    (await perform('bridged', () => [hangUp(toLegB)], { options: { switches } })).events,
  ringLegB: async (switches) => (await inbound([[bridge()]], { switches, ms: 5_000 })).events,
  echoCallId: async (switches) =>
    Object.keys((await inbound([[play('a.wav', toLegA)]], { switches, ms: 5_000 })).data(2)['Parameters'] as object),
  defaultLeg: async (switches) => {
    const { lab } = await perform('bridged', () => [receiveDigits('9', toLegB)], {
      options: { switches },
      meanwhile: ({ farEnd }) => farEnd.press('9'),
      then: [[], [speak('Yes?')]],
    });
    return lab.farEnd.heard;
  },
  regexWithTerminator: async (switches) => {
    const outcomes = ['^1$', '^1#$'].map(async (InputDigitsRegex) => {
      const { events } = await perform(
        'answered',
        () => [speakAndGetDigits({ InputDigitsRegex, MaxNumberOfDigits: 5 })],
        {
          options: { switches },
          meanwhile: ({ caller }) => caller.press('1#'),
        },
      );
      return events[0];
    });
    return Promise.all(outcomes);
  },
  receiveDigitsOneShot: async (switches) => {
    const { events } = await perform('answered', () => [receiveDigits('9')], {
      options: { switches },
      meanwhile: async (lab) => {
        lab.caller.press('9');
        await lab.settle(5_000);
        lab.caller.press('9');
      },
    });
    return events;
  },
  digitsInterrupt: async (switches) => {
    const { lab } = await perform('answered', () => [receiveDigits('9'), play('a.wav', { Repeat: 3 })], {
      options: { switches },
      meanwhile: ({ caller }) => caller.press('9'),
      then: [[speak('Yes?')]],
    });
    return lab.caller.heard;
  },
  hangupRace: async (switches) =>
    (await perform('answered', () => [record()], { options: { switches }, meanwhile: ({ caller }) => caller.hangUp() }))
      .events,
  retry: async (switches) => {
    const functions = {
      invoke: () => Promise.resolve({ kind: 'returned' as const, payload: '{}', durationMs: 0, delayMs: 60_000 }),
    };
    const lab = createLab([], { switches, functions });
    lab.caller.dial(SERVICE);
    await lab.settle();
    return lab.diagnostics.filter((code) => code === 'response-slow').length;
  },
  attributeLimits: async (switches) => {
    const TransactionAttributes = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, 'v']));
    const lab = await inbound([{ SchemaVersion: '1.0', Actions: [hangUp()], TransactionAttributes }, [hangUp()]], {
      switches,
    });
    return lab.events;
  },
  strictPause: async (switches) => (await inbound([[pause(50)], [hangUp()]], { switches })).events,
  maxCallSeconds: async (switches) => (await inbound([[play()]], { switches, ms: 86_400_000 })).events,
  idempotency: async ({ idempotency }) => {
    const meetings = createMeetings({
      clock: new VirtualClock(),
      ids: seededIds(1),
      accountId: '111122223333',
      region: 'us-east-1',
      ...(idempotency && { idempotency }),
    });
    const { MeetingId } = meetings.create({
      ClientRequestToken: 't',
      ExternalMeetingId: 'm',
      MediaRegion: 'us-east-1',
    });
    const attend = () => meetings.attendees.create(MeetingId, { ExternalUserId: 'same' }).AttendeeId;
    return attend() === attend();
  },
  finalFailureAudio: async (switches) => {
    const collect = speakAndGetDigits({ MinNumberOfDigits: 1 });
    return (await perform('answered', () => [collect], { options: { switches } })).lab.caller.heard;
  },
  hangupEventAfterFailure: async (switches) => {
    const lab = createLab([], {
      switches,
      handler: ({ Sequence }) => {
        if (Sequence === 2) throw new Error('broken');
        return { SchemaVersion: '1.0', Actions: Sequence === 1 ? [play()] : [] };
      },
    });
    lab.caller.dial(SERVICE);
    await lab.settle();
    return lab.entries('invocation').map(({ event }) => event.InvocationEventType);
  },
  participantOrder: async (switches) => {
    const ended = async (tag: 'LEG-A' | 'LEG-B') => {
      const { lab } = await perform('bridged', () => [hangUp({ ParticipantTag: tag })], { options: { switches } });
      return lab.event(3).CallDetails.Participants.map(({ ParticipantTag }) => ParticipantTag);
    };
    return Promise.all([ended('LEG-A'), ended('LEG-B')]);
  },
  updateRace: async (switches) => {
    const { events } = await perform('answered', () => [bridge()], {
      options: { switches, farEnds: { [FAR_END]: { does: 'busy', afterMs: 2_000 } } },
      meanwhile: (lab) => lab.updateNow(),
      then: [[speak('Instead.')]],
    });
    return events;
  },
  meetingMs: async (switches) => {
    const { lab } = await perform('answered', ({ lab }) => [joinAs(invite(lab))], {
      options: { switches },
      meanwhile: (lab) => lab.updateNow(),
    });
    return lab.entries('invocation').map(({ event }) => event.InvocationEventType);
  },
};

test.each(Object.entries(scenarios))('%s: every value makes a difference', async (name, scenario) => {
  const { values } = openPoints[name as SwitchName];
  const outcomes = new Map<string, unknown>();
  for (const value of values) outcomes.set(JSON.stringify(await scenario({ [name]: value })), value);
  expect([...outcomes.values()]).toEqual([...values]);
});

test('the first value of each is the default', () => {
  const first = Object.entries(openPoints).map(([name, { values }]) => [name, values[0]]);
  expect(defaultSwitches).toEqual(Object.fromEntries(first));
});

test('a call tells which open points it depends on, each once', async () => {
  const { lab } = await perform('bridged', () => [hangUp(toLegB)], { then: [[play()]] });
  const told = lab
    .entries('diagnostic')
    .filter(({ code }) => code === 'open-point')
    .map(({ message }) => message);
  expect(told.filter((message) => message.startsWith('U4 hangupAlsoSucceeds (here after)'))).toHaveLength(1);
});
