import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Answer, Flow, Handler, SmaEvent, SmaResponse } from '../src/index.ts';
import {
  actionTypes,
  checkAction,
  checkResponse,
  eventTypes,
  parseEvent,
  pause,
  receiveDigits,
  sendDigits,
  speak,
} from '../src/index.ts';
import { event, gone, legA, legB } from './events.ts';
import { fixtures } from './fixtures.ts';
import { harness } from './router.ts';

fc.configureGlobal({ seed: 1 });

const { router } = harness();
const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !['flow', 'ending', '__proto__'].includes(text));

describe('builders', () => {
  const digit = fc.constantFrom(...'0123456789*#');
  const actions = fc.oneof(
    fc.record({ Text: fc.string({ minLength: 1, maxLength: 1000 }) }).map(speak),
    fc.record({ DurationInMilliseconds: fc.integer({ min: 100, max: 30_000 }) }).map(pause),
    fc.record({ CallId: fc.uuid(), Digits: fc.string({ unit: digit, minLength: 1, maxLength: 50 }) }).map(sendDigits),
    fc.tuple(digit, fc.integer({ min: 1, max: 5000 }), fc.nat()).map(([pressed, quiet, more]) =>
      receiveDigits({
        InputDigitsRegex: `^[${pressed}]$`,
        InBetweenDigitsDurationInMilliseconds: quiet,
        FlushDigitsDurationInMilliseconds: quiet + more,
      }),
    ),
  );

  test('make what the checks take, also after the wire', () => {
    fc.assert(
      fc.property(actions, (action) => {
        expect(checkAction(JSON.parse(JSON.stringify(action)))).toEqual([]);
      }),
    );
  });
});

describe('checks', () => {
  test('never throw, and always say where and what', () => {
    const action = fc.record({ Type: fc.constantFrom<unknown>(...actionTypes, 1), Parameters: fc.anything() });
    const input = fc.oneof(
      fc.anything(),
      fc.record(
        { SchemaVersion: fc.constant('1.0'), Actions: fc.array(action), TransactionAttributes: fc.object() },
        { requiredKeys: [] },
      ),
    );

    fc.assert(
      fc.property(input, fc.constantFrom(...eventTypes), (response, type) => {
        for (const found of checkResponse(response, type)) {
          expect(found.rule).toMatch(/^(must|should|is|are) /);
          expect(found.value).not.toBe('');
        }
      }),
    );
  });
});

describe('the router', () => {
  const stored = fc.dictionary(key, fc.oneof(fc.string(), fc.integer()), { maxKeys: 5 });
  const changes = fc.dictionary(key, fc.option(fc.string(), { nil: undefined }), { maxKeys: 5 });

  test('lays changes over what is stored, and loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(stored, changes, async (attributes, changed) => {
        const route = router({ on: { CALL_ANSWERED: () => ({ attributes: changed }) } });
        const response = await route(event('CALL_ANSWERED', { attributes }));

        const expected = Object.entries({ ...attributes, ...changed, flow: 'ivr' }).filter(([, v]) => v !== undefined);
        expect(response.TransactionAttributes).toEqual(Object.fromEntries(expected));
      }),
    );
  });

  test('sends only what the service takes, whatever a flow does, and the same again', async () => {
    const events = fixtures('events/good').map(({ input }) => parseEvent(input));
    const answer = fc.constantFrom<Handler<unknown> | undefined>(
      undefined,
      () => [],
      () => [speak({ Text: 'Hello.' })],
      () => ({ attributes: { step: '2' } }),
      () => ({ actions: Array.from({ length: 11 }, () => pause({ DurationInMilliseconds: 100 })) }),
      () => 'hello' as unknown as Answer,
      () => Promise.reject(new Error('the table is gone')),
    );
    const attributes = fc.constantFrom<Record<string, string>>(
      {},
      { flow: 'ivr' },
      { flow: 'none' },
      { ending: '0' },
      { ending: '1' },
      { ending: 'x' },
    );
    const legs = fc.constantFrom(
      [legA()],
      [legB(), legA()],
      [gone(legA()), legB()],
      [gone(legB()), legA()],
      [gone(legA())],
    );

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...events),
        answer,
        attributes,
        legs,
        fc.boolean(),
        async (of, handler, TransactionAttributes, Participants, keep) => {
          // A call that has just come in has nobody else, and nobody has left it.
          const details =
            of.InvocationEventType === 'NEW_INBOUND_CALL'
              ? { ...of.CallDetails, TransactionAttributes }
              : { ...of.CallDetails, TransactionAttributes, Participants };
          const input = parseEvent({ ...of, CallDetails: details });
          const route = router({ on: everywhere(handler), keepSurvivor: () => keep });
          const response = await route(input);

          expect(checkResponse(response, input.InvocationEventType).filter(isRefused)).toEqual([]);
          expect(await route(input)).toEqual(response);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('always ends a call that it began to end', async () => {
    const failures = fc.array(fc.constantFrom('Speak', 'Hangup', undefined), { maxLength: 4 });

    await fc.assert(
      fc.asyncProperty(failures, fc.boolean(), async (failing, bridged) => {
        const route = router({
          on: { CALL_ANSWERED: () => Promise.reject(new Error('no')) },
          keepSurvivor: () => true,
        });

        expect(await playedOut(route, bridged, [...failing])).toEqual([]);
      }),
    );
  });
});

/** A service in small: runs what is returned, lets actions fail as told. Gives the legs that stay connected. */
async function playedOut(
  route: (event: unknown) => Promise<SmaResponse>,
  bridged: boolean,
  failing: (string | undefined)[],
): Promise<string[]> {
  let legs = bridged ? [legA(), legB()] : [legA()];
  let attributes: Record<string, unknown> = {};
  let list: NonNullable<SmaResponse['Actions']> = [];
  const deliver = async (input: SmaEvent) => {
    const response = await route(input);
    attributes = response.TransactionAttributes ?? attributes;
    if (response.Actions?.length) list = response.Actions;
  };
  await deliver(event('CALL_ANSWERED', { legs, attributes }));
  for (let action = list.shift(); action !== undefined; action = list.shift()) {
    const { Type, Parameters } = action;
    const leg = legs.find(({ CallId }) => CallId === Parameters.CallId);
    if (failing[0] === Type || leg?.Status !== 'Connected') {
      failing.shift();
      list = [];
      await deliver(
        event('ACTION_FAILED', { legs, attributes, data: { Type, Parameters, ErrorType: 'SystemException' } }),
      );
    } else if (Type === 'Hangup') {
      legs = legs.map((other) => (other === leg ? gone(other) : other));
      const data = { Type, Parameters: { CallId: leg.CallId, ParticipantTag: leg.ParticipantTag } };
      await deliver(event('HANGUP', { legs, attributes, data }));
    }
  }
  return legs.filter(({ Status }) => Status === 'Connected').map(({ ParticipantTag }) => ParticipantTag);
}

const isRefused = ({ level, rule }: { level: string; rule: string }) =>
  level === 'error' || rule.startsWith('are ignored');

function everywhere(handler: Handler<unknown> | undefined): Flow<unknown>['on'] {
  if (handler === undefined) return {};
  const ofActions = Object.fromEntries(actionTypes.map((type) => [type, handler]));
  const byType = Object.fromEntries(eventTypes.map((type) => [type, handler]));
  return { ...byType, ACTION_SUCCESSFUL: ofActions, ACTION_FAILED: ofActions, ACTION_INTERRUPTED: ofActions };
}
