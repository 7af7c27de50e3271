import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  type ConnectFunctions,
  createEmulator,
  openContactCentre,
  parseContactFlow,
  type ContactFlowEvent,
} from '@patchbay/emulator';

const FILE = join(import.meta.dirname, '../contact-flows/take-back-and-transfer.json');
const GET_DATA = 'arn:aws:lambda:us-east-1:111122223333:function:connect-integration-dev-getCallData';
const TRANSFER = 'arn:aws:lambda:us-east-1:111122223333:function:connect-integration-dev-transferCall';
const CALLER = '+14155550123';
const ROLLING = '+12065550111';
const CONNECT = '+14255550188';

const FOUND = {
  found: 'true',
  caller_known: 'true',
  original_calling_number: CALLER,
  spoken_calling_number: CALLER,
};
const REQUESTED = { transfer: 'requested' };

type Answer = object | 'fails' | 'hangs';

/** A caller who is bridged to a contact centre with this flow, whose functions answer so. */
async function calling({ data = FOUND, transfer = REQUESTED }: { data?: Answer; transfer?: Answer }) {
  const events: ContactFlowEvent[] = [];
  const emulator = createEmulator({
    handler: (event) => ({
      SchemaVersion: '1.0',
      Actions:
        event.InvocationEventType === 'NEW_INBOUND_CALL'
          ? [
              {
                Type: 'CallAndBridge',
                Parameters: {
                  CallTimeoutSeconds: 30,
                  CallerIdNumber: ROLLING,
                  Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: CONNECT }],
                },
              },
            ]
          : event.InvocationEventType === 'HANGUP'
            ? [{ Type: 'Hangup', Parameters: { ParticipantTag: other(event.ActionData.Parameters.ParticipantTag) } }]
            : [],
    }),
  });
  const functions: ConnectFunctions = {
    async invoke({ functionArn, payload }) {
      events.push(JSON.parse(payload) as ContactFlowEvent);
      const answer = functionArn === GET_DATA ? data : transfer;
      if (answer === 'fails') return { kind: 'failed', errorType: 'Error', errorMessage: 'no table', durationMs: 5 };
      const delayMs = answer === 'hangs' ? 60_000 : 0;
      return { kind: 'returned', payload: JSON.stringify(answer), durationMs: 5, delayMs };
    },
  };
  const centre = openContactCentre(emulator, {
    flow: parseContactFlow(readFileSync(FILE, 'utf8'), 'take-back-and-transfer.json', {
      GetCallDataArn: GET_DATA,
      TransferCallArn: TRANSFER,
      TransferTargetType: 'voice-connector',
      TransferTarget: 'reception',
      TransferVoiceConnectorArn: 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4',
    }),
    numbers: [CONNECT],
    functions,
    ids: { uuid: () => '00000000-0000-4000-8000-00000000c0de' },
  });
  const caller = emulator.phone(CALLER);
  caller.dial('+12065550100');
  const over = () => centre.contacts()[0]?.endedAt !== undefined;
  return { emulator, caller, events, over, contact: () => centre.contacts()[0]!, text: () => caller.heard.join('\n') };
}

const AN_HOUR = 3_600_000;
const other = (tag: string) => (tag === 'LEG-A' ? 'LEG-B' : 'LEG-A');

test('a call that is found is read back, asked to be taken, and held until it is', async () => {
  const { emulator, caller, events, over, contact, text } = await calling({});
  await caller.hears('You are calling from');
  expect(caller.heard.at(-1)).toBe(`You are calling from ${CALLER}.`);
  await caller.hears('Please hold');
  await caller.hears('Please hold');
  expect(over()).toBe(false);
  expect(contact().attributes).toEqual({ OriginalCallingNumber: CALLER, SpokenCallingNumber: CALLER });
  expect(events.map(({ Details }) => Details.Parameters)).toEqual([
    { CallingNumber: ROLLING, CalledNumber: CONNECT },
    {
      CallingNumber: ROLLING,
      CalledNumber: CONNECT,
      TargetType: 'voice-connector',
      Target: 'reception',
      VoiceConnectorArn: 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4',
      ContactId: contact().contactId,
    },
  ]);
  // Whoever takes the call hangs up this leg.
  caller.hangUp();
  await emulator.passUntil(over, AN_HOUR);
  expect(contact().reason).toBe('CUSTOMER_DISCONNECT');
  expect(text()).not.toContain('sorry');
});

test('a call that nobody takes ends with an apology, a minute later', async () => {
  const { emulator, over, contact, text } = await calling({});
  await emulator.passUntil(over, AN_HOUR);
  expect(text().match(/Please hold/g)).toHaveLength(6);
  expect(text()).toContain('We are sorry, we cannot transfer your call');
  expect(contact().reason).toBe('CONTACT_FLOW_DISCONNECT');
});

test('a caller who hides the number is transferred without a word about it', async () => {
  const data = { found: 'true', caller_known: 'false', original_calling_number: '', spoken_calling_number: '' };
  const { caller, text, contact } = await calling({ data });
  await caller.hears('Please hold');
  expect(text()).not.toContain('You are calling from');
  expect(contact().attributes).toEqual({ OriginalCallingNumber: '', SpokenCallingNumber: '' });
});

test('what a caller is called by is said as it is', async () => {
  const data = { ...FOUND, original_calling_number: 'Tom & <Co>', spoken_calling_number: 'Tom &amp; &lt;Co&gt;' };
  const { caller } = await calling({ data });
  await caller.hears('You are calling from Tom & <Co>.');
});

const SORRY = 'We are sorry, we cannot transfer your call at the moment';
const NOT_FOUND = 'We are sorry, we cannot find your call';

test.each<[string, { data?: Answer; transfer?: Answer }, string, string[]]>([
  ['an unknown pair', { data: { found: 'false' } }, NOT_FOUND, ['Is it found', 'Not found', 'Disconnect']],
  ['a stale pair', { data: { found: 'stale' } }, NOT_FOUND, ['Is it found', 'Not found', 'Disconnect']],
  ['an answer that nobody knows', { data: {} }, NOT_FOUND, ['Is it found', 'Not found', 'Disconnect']],
  ['no data', { data: 'fails' }, SORRY, ['Get data', 'Sorry', 'Disconnect']],
  ['data that come too late', { data: 'hangs' }, SORRY, ['Get data', 'Sorry', 'Disconnect']],
  ['data that are no texts', { data: { found: true } }, SORRY, ['Get data', 'Sorry', 'Disconnect']],
  ['data beyond 32 KB', { data: { ...FOUND, more: 'x'.repeat(32_768) } }, SORRY, ['Get data', 'Sorry', 'Disconnect']],
  ['no transfer', { transfer: 'fails' }, SORRY, ['Transfer', 'Sorry', 'Disconnect']],
  ['a refused transfer', { transfer: { transfer: 'refused' } }, SORRY, ['Is it requested', 'Sorry', 'Disconnect']],
  ['an ended call', { transfer: { transfer: 'ended' } }, SORRY, ['Is it requested', 'Sorry', 'Disconnect']],
])('%s ends with an apology', async (_, answers, apology, path) => {
  const { emulator, over, contact, text } = await calling(answers);
  expect(await emulator.passUntil(over, AN_HOUR)).toBe(true);
  expect(text()).toContain(apology);
  expect(contact().path.slice(-3)).toEqual(path);
  expect(contact().reason).toBe('CONTACT_FLOW_DISCONNECT');
});

test('a prompt that the speech engine refuses does not stop the transfer', async () => {
  const { caller, contact } = await calling({ data: { ...FOUND, spoken_calling_number: 'Tom & Co' } });
  await caller.hears('Please hold');
  expect(contact().path).toContain('Read back');
});

test('the flow is logged from its first action on', async () => {
  const { caller, contact } = await calling({});
  await caller.hears('Please hold');
  expect(
    contact()
      .logs.map(({ action }) => action)
      .slice(0, 3),
  ).toEqual(['Logging on', 'Welcome', 'Get data']);
});
