/** Whatever a function answers and people do, the emulator keeps its own rules. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SmaEvent } from '@patchbay/sma';
import { createEmulator, type Emulator } from '../src/emulator.ts';
import { VirtualClock } from '../src/clock/virtual.ts';
import type { JoinRequest } from '../src/engine/ports.ts';
import { openPoints, type Switches } from '../src/engine/switches.ts';
import { noMeetings } from '../src/meetings/none.ts';
import type { Attendance } from '../src/meetings/presence.ts';
import type { FarEnd } from '../src/phones/far-end.ts';
import {
  action,
  bridge,
  CALLER,
  FAR_END,
  hangUp,
  pause,
  play,
  playAndGetDigits,
  receiveDigits,
  record,
  SERVICE,
  speak,
  speakAndGetDigits,
} from './support/actions.ts';
import { APPLICATION } from './support/lab.ts';

const OTHERS = [FAR_END, '+14255550199'];

const selector = fc.constantFrom({}, { ParticipantTag: 'LEG-A' }, { ParticipantTag: 'LEG-B' }, { CallId: 'nobody' });

const anAction = fc.oneof(
  selector.map((more) => pause(2_000, more)),
  selector.map((more) => play('a.wav', more)),
  selector.map((more) => speak('Hello.', more)),
  selector.map((more) => hangUp(more)),
  selector.map((more) => playAndGetDigits(more)),
  selector.map((more) => speakAndGetDigits(more)),
  selector.map((more) => receiveDigits('\\d', more)),
  selector.map((more) => record({ DurationInSeconds: 5, ...more })),
  fc.constantFrom(...OTHERS).map((to) => bridge(to, { CallTimeoutSeconds: 10 })),
  fc.constant(action('JoinChimeMeeting', { JoinToken: 'token', MeetingId: 'm-1' })),
  fc.constant(action('StartBotConversation', { BotAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/A/B' })),
  selector.map((more) =>
    action('ModifyChimeMeetingAttendees', { Operation: 'Mute', MeetingId: 'm-1', AttendeeList: ['a-1'], ...more }),
  ),
  fc.constant(action('Speak', {})),
);

const attributes = fc.option(fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), { maxKeys: 3 }));

const aResponse = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      SchemaVersion: fc.constant('1.0'),
      Actions: fc.array(anAction, { maxLength: 4 }),
      TransactionAttributes: attributes,
    }),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.constant('throw') },
);

/** What somebody does some time into the call. */
const anAct = fc.record({
  atMs: fc.nat(60_000),
  who: fc.constantFrom(CALLER, ...OTHERS),
  does: fc.constantFrom(
    'hangUp' as const,
    'press' as const,
    'say' as const,
    'answer' as const,
    'update' as const,
    'endMeeting' as const,
  ),
});

const aFarEnd: fc.Arbitrary<FarEnd> = fc.record({
  does: fc.constantFrom(
    'answer' as const,
    'ring' as const,
    'no-answer' as const,
    'busy' as const,
    'reject' as const,
    'voicemail' as const,
  ),
  afterMs: fc.nat(15_000),
});

const switches = fc.record(
  Object.fromEntries(
    Object.entries(openPoints).map(([name, { values }]) => [name, fc.constantFrom<unknown>(...values)]),
  ),
) as unknown as fc.Arbitrary<Switches>;

const delays = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(25_000)), {
  minLength: 1,
  maxLength: 10,
});

class CountingClock extends VirtualClock {
  readonly waiting = new Set<object>();

  override after(ms: number, fn: () => void) {
    const token = {};
    this.waiting.add(token);
    const timer = super.after(ms, () => {
      this.waiting.delete(token);
      fn();
    });
    return {
      cancel: () => {
        this.waiting.delete(token);
        timer.cancel();
      },
    };
  }
}

interface Plan {
  outbound: boolean;
  responses: unknown[];
  acts: { atMs: number; who: string; does: 'hangUp' | 'press' | 'say' | 'answer' | 'update' | 'endMeeting' }[];
  farEnds: [FarEnd, FarEnd];
  switches: Switches;
  delays: number[];
}

async function run({ outbound, responses, acts, farEnds, switches, delays }: Plan) {
  const clock = new CountingClock();
  const received: SmaEvent[] = [];
  let settling = false;
  let invocations = 0;
  const room = new Map<string, JoinRequest>();
  const emulator = createEmulator({
    clock,
    switches,
    meetings: meetingIn(room),
    bots: { respond: ({ turn }) => (turn > 1 ? { intent: { name: 'Done', state: 'Fulfilled' } } : { says: 'And?' }) },
    quotas: { activeCalls: 2 },
    farEnds: Object.fromEntries(OTHERS.map((number, index) => [number, farEnds[index]!])),
    functions: {
      invoke({ event, attempt }) {
        if (attempt === 1) received.push(event);
        const outcome = settling ? survivorHungUp(event) : responses[(event.Sequence - 1) % responses.length];
        const delayMs = settling ? 0 : delays[invocations++ % delays.length]!;
        return Promise.resolve(
          outcome === 'throw'
            ? { kind: 'failed' as const, errorType: 'Error', errorMessage: 'thrown', durationMs: 1, delayMs }
            : { kind: 'returned' as const, payload: JSON.stringify(outcome), durationMs: 1, delayMs },
        );
      },
    },
  });
  if (outbound) emulator.engine.create({ sipMediaApplicationId: APPLICATION, from: SERVICE, to: FAR_END });
  else emulator.phone(CALLER).dial(SERVICE);
  const { transactionId } = emulator.recorder.list()[0]!;
  for (const { atMs, who, does } of acts) {
    clock.after(atMs, () => {
      const phone = emulator.phone(who);
      if (does === 'press') phone.press('12#');
      else if (does === 'say') phone.say('Well.');
      else if (does === 'endMeeting') {
        for (const [callId, { onEnded }] of room) if (room.delete(callId)) onEnded();
      } else if (does === 'update') {
        if (emulator.engine.transactions.get(transactionId)?.alive) emulator.update(transactionId, { a: '1' });
      } else phone[does]();
    });
  }
  await clock.pass(90_000);
  settling = true;
  everybodyHangsUp(emulator);
  await clock.pass(60_000);
  // What was already asked may be answered late; a far end that is still dialled may come and go.
  everybodyHangsUp(emulator);
  await clock.pass(60_000);
  return { emulator, clock, received, room, record: emulator.recorder.find(transactionId)! };
}

function everybodyHangsUp({ phone }: Emulator): void {
  for (const number of [CALLER, ...OTHERS]) for (const line of phone(number).lines) phone(number).hangUp(line);
}

/** A meeting that lets everybody in. */
function meetingIn(room: Map<string, JoinRequest>): Attendance {
  return {
    ...noMeetings,
    join: (request) => {
      room.set(request.callId, request);
      return Promise.resolve({ meetingId: 'm-1', attendeeId: request.callId });
    },
    leave: (callId) => void room.delete(callId),
    setMuted: () => Promise.resolve('done'),
  };
}

function survivorHungUp({ CallDetails }: SmaEvent): object {
  const alive = CallDetails.Participants.filter(({ Status }) => Status !== 'Disconnected');
  return { SchemaVersion: '1.0', Actions: alive.map(({ CallId }) => hangUp({ CallId })) };
}

const plan: fc.Arbitrary<Plan> = fc.record({
  outbound: fc.boolean(),
  responses: fc.array(aResponse, { minLength: 1, maxLength: 8 }),
  acts: fc.array(anAct, { maxLength: 8 }),
  farEnds: fc.tuple(aFarEnd, aFarEnd),
  switches,
  delays,
});

test('a call keeps the rules, and nothing of it is left when everybody has hung up', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (given) => {
      const { emulator, clock, received, room, record } = await run(given);

      expect(received.map(({ Sequence }) => Sequence)).toEqual(received.map((_, index) => index + 1));
      const entries = record.entries;
      const answered = entries.filter((entry) => entry.type === 'invocation' && !entry.ignored && entry.attempt > 0);
      const order = answered.map((entry) => (entry.type === 'invocation' ? entry.event.Sequence : 0));
      expect(order).toEqual(order.toSorted((a, b) => a - b));

      const connected = new Set<string>();
      for (const event of received) {
        const tags = event.CallDetails.Participants.map(({ ParticipantTag }) => ParticipantTag);
        expect(new Set(tags).size).toBe(tags.length);
        for (const { CallId, Status } of event.CallDetails.Participants) {
          if (Status === 'Connected') connected.add(CallId);
        }
      }
      const hangups = received.filter(({ InvocationEventType }) => InvocationEventType === 'HANGUP').map(hungUpLeg);
      expect(new Set(hangups).size).toBe(hangups.length);

      expect(emulator.engine.transactions.size).toBe(0);
      expect(record.endedAt).toBeDefined();
      expect([...room.keys()]).toEqual([]);
      for (const number of [CALLER, ...OTHERS]) expect(emulator.phone(number).state).toMatch(/idle|ended/);
      const states = new Map(
        entries.flatMap((entry) => (entry.type === 'leg' ? [[entry.callId, entry.state] as const] : [])),
      );
      expect([...states.values()].every((state) => state === 'disconnected')).toBe(true);

      await clock.pass(3_600_000);
      expect(clock.waiting.size).toBe(0);
      expect(record.entries.filter(({ at }) => at > record.endedAt! + 120_000)).toEqual([]);
      const places = Array.from({ length: 3 }, () => emulator.engine.inbound({ from: CALLER, to: SERVICE }));
      expect(places.map((place) => 'sipCode' in place)).toEqual([false, false, true]);
    }),
    { numRuns: 200 },
  );
});

function hungUpLeg(event: SmaEvent): string {
  return event.InvocationEventType === 'HANGUP' ? event.ActionData.Parameters.CallId : '';
}
