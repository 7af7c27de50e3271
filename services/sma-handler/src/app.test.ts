import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { hangup, speak, type Flow } from '@patchbay/sma';
import type { Context } from 'aws-lambda';
import inbound from '../events/handler/new-inbound-call.json' with { type: 'json' };
import { createApp, type Parts } from './app.ts';
import type { Environment } from './environment.ts';
import type { FlowDeps } from './flows/deps.ts';

const lines: string[] = [];
beforeEach(() => {
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  }
});
afterEach(() => {
  lines.length = 0;
  jest.restoreAllMocks();
});

const environment = {
  LOG_LEVEL: 'INFO',
  FAIL_FIRST_INBOUND: false,
  SETTINGS_TABLE: 'settings',
  CALLS_TABLE: 'calls',
  PAIRS_TABLE: 'pairs',
  CONNECTIONS_TABLE: 'connections',
  MEETING_REGION: 'us-east-1',
  MEDIA_REGION: 'us-east-1',
  CONFERENCES_TABLE: 'conferences',
  AUDIT_TABLE: 'audit',
  CONFERENCE_PINS: 'opened',
  WAITING_ROOM: false,
  WRONG_PINS_PER_HOUR: 10,
  MAX_HOLD_MINUTES: 60,
  MEETINGS_TABLE: 'meetings',
  MEETING_SETTINGS: {
    ...{ wrongPasscodes: 20, guesses: 10, retries: 1, guests: false, hours: 24 },
    ...{ mailsPerSecond: 10, callsPerSecond: 1, activeCalls: 10 },
    quota: { perUser: { calls: 500, windowSeconds: 3_600 }, total: { calls: 1_000, windowSeconds: 86_400 } },
  },
  PASSCODE_KEY: 'passcode-key',
  CONNECT_NUMBERS: [],
  ROLLING_NUMBERS: [],
  VOICE_CONNECTOR_DESTINATIONS: [],
  DIAL_QUOTAS: { perUser: { calls: 30, windowSeconds: 3_600 }, total: { calls: 1_000, windowSeconds: 86_400 } },
  COUNTERS_TABLE: 'counters',
  TRANSFER_FALLBACK: undefined,
  PROMPTS_BUCKET: 'prompts',
  RECORDINGS_BUCKET: 'recordings',
  BOT: undefined,
  DIAL_COUNTRIES: ['US'],
  NUMBER_FLOWS: {},
} satisfies Environment as Environment;
const context = { awsRequestId: 'r-1' } as Context;

const named = (name: string): Flow<FlowDeps> => ({
  name,
  on: {
    NEW_INBOUND_CALL: () => [speak({ Text: name }), hangup()],
    CALL_ANSWERED: () => [speak({ Text: name }), hangup()],
  },
});

async function firstAction(event: unknown, parts: Parts, settings: Partial<typeof environment> = {}): Promise<unknown> {
  const app = createApp({ ...environment, ...settings }, [named('first'), named('second')], parts);
  return (await app(event, context)).Actions?.[0]?.Parameters;
}

const failing = async () => Promise.reject(new Error('no table'));

test('an inbound call goes to the flow of the dialled number', async () => {
  const readNumbers = async () => ({ '+12065550100': 'second' });
  expect(await firstAction(inbound, { readNumbers })).toMatchObject({ Text: 'second' });
});

test('an outbound call goes where its arguments say, and no number is looked up', async () => {
  const outbound = {
    ...inbound,
    InvocationEventType: 'NEW_OUTBOUND_CALL',
    ActionData: { Type: 'CallCreateRequest', Parameters: { Arguments: { flow: 'first' } } },
  };
  const app = createApp(environment, [named('first')], { readNumbers: failing });
  expect((await app(outbound, context)).TransactionAttributes).toEqual({ flow: 'first' });
});

test('a call into a meeting is click to call, although nothing is known of it', async () => {
  const answered = structuredClone({ ...inbound, InvocationEventType: 'CALL_ANSWERED' });
  Object.assign(answered.CallDetails.Participants[0]!, {
    To: '+17035550122',
    Direction: 'Outbound',
    Status: 'Connected',
  });
  const app = createApp(environment, [named('click-to-call')], { readNumbers: failing });
  expect(await app(answered, context)).toMatchObject({ Actions: [{ Parameters: { Text: 'click-to-call' } }, {}] });
});

test('a number without a flow gets an apology, and the log says why', async () => {
  expect(await firstAction(inbound, { readNumbers: async () => ({}) })).toMatchObject({
    Text: expect.stringMatching(/sorry/),
  });
  expect(lines.join('')).toMatch(/unknown-flow/);
  expect(lines.join('')).not.toContain('5550100');
});

test('a table that can not be read is an apology, or the next target of the SIP rule', async () => {
  expect(await firstAction(inbound, { readNumbers: failing })).toMatchObject({ Text: expect.stringMatching(/sorry/) });
  const failover = createApp({ ...environment, FAIL_FIRST_INBOUND: true }, [named('first')], { readNumbers: failing });
  await expect(failover(inbound, context)).rejects.toThrow('no table');
});
