import { describe, expect, test } from '@jest/globals';
import type { ActionType, SmaEvent } from '@patchbay/sma';
import { action, bridge, pause, speak } from './actions.ts';
import { callIdOf, createLab, type Lab, type LabOptions, type Reply } from './lab.ts';
import { invite, joinAs } from './meeting.ts';

type Parameters = Readonly<Record<string, unknown>>;

export interface CallSoFar {
  lab: Lab;
  legA: string;
  /** '' when there is none. */
  legB: string;
  transactionId: string;
}

export type Given = 'unanswered' | 'answered' | 'bridged' | 'in-meeting';

export interface ActionRules {
  type: ActionType;
  /** How far the call is when the action is returned: answered, unless given. */
  given?: Given;
  /** Parameters with which it succeeds. */
  parameters: (call: CallSoFar) => Parameters;
  /** What has to happen meanwhile for it to succeed. */
  meanwhile?: (lab: Lab) => void | Promise<void>;
  options?: LabOptions;
  /** Keys that its ACTION_FAILED has beside the error and the action. */
  failureResult?: Parameters;
  /** Keys that its ACTION_SUCCESSFUL has beside the action. */
  result?: (call: CallSoFar) => Parameters;
  /** Parameters that are echoed though nobody sent them. */
  materialised?: Parameters;
  /** Has an ACTION_SUCCESSFUL of its own in the middle of a list. */
  ownEvent: boolean;
  interruptible: boolean | 'instant';
  /** Whether it answers a call that rings. */
  answers: boolean;
  /** What is told before HANGUP when its leg hangs up meanwhile; absent for what is done at once. */
  onHangup?: 'ACTION_FAILED' | 'ACTION_SUCCESSFUL' | 'nothing';
  /** Has CallId as a required parameter. */
  needsCallId?: boolean;
  /** Parameters that may be sent as strings of digits, with their number. */
  numeric?: Readonly<Record<string, number>>;
  /** Name, what is sent instead, ErrorType, ErrorMessage. */
  failures?: readonly (readonly [string, Parameters, string, string])[];
}

/** The answer to a later event. */
type Then = readonly object[] | ((call: CallSoFar) => readonly object[]);

export interface Performance {
  lab: Lab;
  call: CallSoFar;
  /** Events from the one that the action was returned to, without that one. */
  events: string[];
  /** Sequence number of the first of them. */
  next: number;
}

const INTRODUCTIONS: Readonly<Record<Given, number>> = { unanswered: 0, answered: 1, bridged: 1, 'in-meeting': 1 };

/** Brings a call to where `given` says, returns `actions`, and goes on until nothing more happens. */
export async function perform(
  given: Given,
  actions: (call: CallSoFar) => readonly object[],
  {
    options = {},
    meanwhile,
    then = [],
    ms,
  }: { options?: LabOptions; meanwhile?: ActionRules['meanwhile']; then?: readonly Then[]; ms?: number } = {},
): Promise<Performance> {
  const before = INTRODUCTIONS[given];
  let call: CallSoFar | undefined;
  const asked = (event: SmaEvent): readonly object[] => {
    const both = event.CallDetails.Participants.length > 1;
    const { TransactionId: transactionId } = event.CallDetails;
    call = { lab, legA: callIdOf(event, 'LEG-A'), legB: both ? callIdOf(event, 'LEG-B') : '', transactionId };
    return actions(call);
  };
  const introduction: Readonly<Record<Given, Reply[]>> = {
    unanswered: [],
    answered: [[speak('Hello.')]],
    bridged: [[bridge()]],
    'in-meeting': [() => [joinAs(invite(lab))]],
  };
  const later = then.map((reply): Reply => (typeof reply === 'function' ? () => reply(call!) : reply));
  const lab: Lab = createLab([...introduction[given], asked, ...later], options);
  lab.caller.dial('+12065550100');
  await lab.clock.passUntil(() => call !== undefined, 60_000);
  await lab.settle(50);
  await meanwhile?.(lab);
  await lab.settle(ms ?? 200_000);
  if (!call) throw new Error(`The action was never asked for: ${lab.events.join(', ')}`);
  return { lab, call, events: [...lab.events.slice(before + 1)], next: before + 2 };
}

/** The rules that every action follows in its own way (the table of actions in Amazon's developer guide). */
export function describeAction(rules: ActionRules): void {
  const { type, given = 'answered', parameters, meanwhile, options = {} } = rules;
  const subject = (call: CallSoFar, more: Parameters = {}) => action(type, { ...parameters(call), ...more });
  const withSubject = (more: Parameters = {}) => ({ actions: (call: CallSoFar) => [subject(call, more)] });
  const expectedEcho = (call: CallSoFar, more: Parameters = {}) => {
    const { CallId, ...sent } = { CallId: call.legA, ...parameters(call), ...more };
    return rules.needsCallId
      ? { ...parameters(call), ...more, ...rules.materialised }
      : { ...sent, ...rules.materialised, CallId };
  };
  const meanwhileOf = meanwhile && { meanwhile };

  describe(type, () => {
    if (type !== 'Hangup') {
      test('success is reported with its result first, then what was sent', async () => {
        const { lab, call, next } = await perform(given, withSubject().actions, { options, ...meanwhileOf });
        expect(lab.events[next - 1]).toBe(`${next} ACTION_SUCCESSFUL ${type}`);
        const expected = { ...rules.result?.(call), Type: type, Parameters: expectedEcho(call) };
        expect(JSON.stringify(lab.data(next))).toBe(JSON.stringify(expected));
      });

      test(`in the middle of a list it is ${rules.ownEvent ? 'reported' : 'not reported'}`, async () => {
        const actions = (call: CallSoFar) => [subject(call), pause(100)];
        const { events, next } = await perform(given, actions, { options, ...meanwhileOf });
        const own = rules.ownEvent ? [`${next} ACTION_SUCCESSFUL ${type}`] : [];
        expect(events).toEqual([...own, `${next + own.length} ACTION_SUCCESSFUL Pause`]);
      });
    }

    test('an injected failure is reported, and the rest of the list is dropped', async () => {
      const actions = (call: CallSoFar) => [subject(call), pause(100)];
      const introduced = given === 'answered' && type === 'Speak' ? 1 : 0;
      let tried = 0;
      const failure = { errorType: 'SystemException', errorMessage: 'System error while running action.' };
      const { lab, call, events, next } = await perform(given, actions, {
        options: {
          ...options,
          failAction: (failing) => (failing === type && ++tried > introduced ? failure : undefined),
        },
      });
      expect(events).toEqual([`${next} ACTION_FAILED ${type} SystemException`]);
      const error = { ErrorType: failure.errorType, ErrorMessage: failure.errorMessage };
      const data = { ...error, ...rules.failureResult, Type: type };
      expect(JSON.stringify(lab.data(next))).toBe(JSON.stringify({ ...data, Parameters: expectedEcho(call) }));
    });

    test(`it ${rules.answers ? 'answers' : 'does not answer'} a call that rings`, async () => {
      const { lab } = await perform('unanswered', withSubject().actions, { options, ms: 0 });
      expect(lab.entries('leg').some(({ state }) => state === 'connected')).toBe(rules.answers);
      expect(lab.entries('action')[0]).toMatchObject({ phase: 'started', action: { Type: type } });
    });

    if (rules.interruptible !== 'instant') {
      const what = rules.interruptible ? 'interrupts it' : 'waits until it is done';
      test(`an update with actions ${what}`, async () => {
        const { lab, events, next } = await perform(given, withSubject().actions, {
          options,
          meanwhile: async (lab) => {
            lab.updateNow();
            await lab.settle(0);
            await meanwhile?.(lab);
          },
          then: [[pause(100)]],
        });
        const own = rules.ownEvent ? ['ACTION_SUCCESSFUL'] : [];
        const told = rules.interruptible ? ['ACTION_INTERRUPTED'] : own;
        expect(events).toEqual([
          `${next} CALL_UPDATE_REQUESTED`,
          ...told.map((event, index) => `${next + 1 + index} ${event} ${type}`),
          `${next + 1 + told.length} ACTION_SUCCESSFUL Pause`,
        ]);
        const phases = lab.entries('action').slice(2 * INTRODUCTIONS[given]);
        expect(phases[1]?.phase).toBe(rules.interruptible ? 'interrupted' : 'succeeded');
      });
    }

    const { onHangup } = rules;
    if (onHangup) {
      test.each([
        ['by-action', onHangup],
        ['hangup-only', 'nothing'],
        ['always-fails', onHangup === 'nothing' ? 'nothing' : 'ACTION_FAILED'],
      ] as const)('its leg hangs up meanwhile (hangupRace %s): %s', async (hangupRace, told) => {
        const { lab, events, next } = await perform(given, withSubject().actions, {
          options: { ...options, switches: { ...options.switches, hangupRace } },
          meanwhile: ({ caller }) => caller.hangUp(),
        });
        const tells = { ACTION_FAILED: `${type} SystemException`, ACTION_SUCCESSFUL: type };
        const report = told === 'nothing' ? [] : [`${next} ${told} ${tells[told]}`];
        expect(events).toEqual([...report, `${next + report.length} HANGUP LEG-A 0`]);
        expect(lab.diagnostics.includes('hangup-race')).toBe(told !== 'nothing');
        const event = lab.event(next);
        expect(event.CallDetails.Participants[0]).toMatchObject({ ParticipantTag: 'LEG-A', Status: 'Disconnected' });
      });
    }

    test.each([
      ['CallId', { CallId: '00000000-0000-4000-8000-00000000dead' }],
      ...(rules.needsCallId ? [] : [['ParticipantTag', { ParticipantTag: 'LEG-X' }] as const]),
    ])('a %s that is no leg of the call fails it, and no CallId is made up', async (_name, selector) => {
      const { lab, call, events, next } = await perform(given, withSubject(selector).actions, { options });
      expect(events[0]).toBe(`${next} ACTION_FAILED ${type} InvalidActionParameter`);
      expect(lab.data(next)).toMatchObject({
        ErrorMessage:
          type === 'StartCallRecording'
            ? 'CallId parameter for action is invalid'
            : 'CallId or ParticipantTag parameter for action is invalid.',
      });
      const sent = { ...parameters(call), ...selector };
      expect(lab.data(next)['Parameters']).toEqual({ ...sent, ...rules.materialised });
    });

    if (!rules.needsCallId && given !== 'in-meeting' && type !== 'Hangup') {
      test.each([
        ['always', true],
        ['unless-tag', false],
      ] as const)('a ParticipantTag is echoed as sent (echoCallId %s)', async (echoCallId, added) => {
        const { lab, call, next } = await perform(given, withSubject({ ParticipantTag: 'LEG-A' }).actions, {
          options: { ...options, switches: { ...options.switches, echoCallId } },
          ...meanwhileOf,
        });
        const echoed = lab.data(next)['Parameters'];
        expect(echoed).toMatchObject({ ParticipantTag: 'LEG-A' });
        if (added) expect(echoed).toMatchObject({ CallId: call.legA });
        else expect(echoed).not.toHaveProperty('CallId');
      });
    }

    const { numeric = {} } = rules;
    if (Object.keys(numeric).length > 0) {
      test.each(Object.entries(numeric))('%s may be a string, and is echoed as a number', async (name, number) => {
        const { lab, events, next } = await perform(given, withSubject({ [name]: String(number) }).actions, {
          options,
          ...meanwhileOf,
        });
        expect(events[0]).toBe(`${next} ACTION_SUCCESSFUL ${type}`);
        expect(lab.data(next)['Parameters']).toMatchObject({ [name]: number });
        expect(lab.diagnostics).toContain('string-for-number');
      });
    }

    const { failures = [] } = rules;
    if (failures.length > 0) {
      test.each(failures.map((failure) => [...failure] as const))(
        'fails: %s',
        async (_name, wrong, errorType, errorMessage) => {
          const actions = (call: CallSoFar) => [subject(call, wrong), pause(100)];
          const { lab, events, next } = await perform(given, actions, { options, ...meanwhileOf });
          expect(events).toEqual([`${next} ACTION_FAILED ${type} ${errorType}`]);
          expect(lab.data(next)).toMatchObject({ ErrorType: errorType, ErrorMessage: errorMessage, Type: type });
        },
      );
    }
  });
}
