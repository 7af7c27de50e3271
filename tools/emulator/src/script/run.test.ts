import { expect, test } from '@jest/globals';
import type { SmaEvent } from '@patchbay/sma';
import { createEmulator } from '../emulator.ts';
import { parseScript } from './parse.ts';
import { runScript, ScriptError } from './run.ts';

const CALLER = '+12065550101';
const FAR = '+12065550123';
const answer = (...Actions: unknown[]) => ({ SchemaVersion: '1.0', Actions });
const speak = (Text: string) => ({ Type: 'Speak', Parameters: { Text } });

/** Says what an update tells it, and bridges at once. */
function handler(event: SmaEvent): unknown {
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL': {
      const Endpoints = [{ BridgeEndpointType: 'PSTN', Uri: FAR }];
      const Parameters = { CallTimeoutSeconds: 30, CallerIdNumber: CALLER, Endpoints };
      return answer(speak('Hello'), { Type: 'CallAndBridge', Parameters });
    }
    case 'CALL_UPDATE_REQUESTED':
      return answer(speak(`You were told: ${event.ActionData.Parameters.Arguments['text']}`));
    case 'HANGUP': {
      const left = event.CallDetails.Participants.filter(({ Status }) => Status === 'Connected');
      return answer(...left.map(({ CallId }) => ({ Type: 'Hangup', Parameters: { SipResponseCode: '0', CallId } })));
    }
    default:
      return answer();
  }
}

async function play(script: string, timeoutMs = 60_000) {
  const emulator = createEmulator({ handler });
  const caller = emulator.phone(CALLER);
  const { transactionId } = caller.dial('+12065550100');
  const began = emulator.clock.now();
  await runScript(parseScript(script, 'x.yaml'), emulator, { caller, timeoutMs });
  const seconds = (emulator.clock.now() - began) / 1000;
  await emulator.passUntil(() => emulator.call(transactionId)?.endedAt !== undefined, 60_000);
  return { caller: caller.heard, far: emulator.phone(FAR).heard, seconds, state: caller.state };
}

test('the caller says and presses things, which the far end hears', async () => {
  const far = `far: { number: ${FAR}, does`;
  const { far: heard, state } = await play(`- hear: hello
- ${far}: answer }
- say: Good morning
- press: 12#
- ${far}: press, keys: 9 }
- wait: 1s
`);
  expect(heard).toEqual(['Good morning', '1', '2', '#']);
  expect(state).toBe('ended');
});

test('an update reaches the function', async () => {
  const { caller } = await play(
    '- hear: hello\n- far: { number: +12065550123, does: busy }\n- update: { text: hold on }\n- hear: hold on',
  );
  expect(caller.filter((text) => text.startsWith('You'))).toEqual(['You were told: hold on']);
});

test('text is looked for after the last thing heard, and call time passes while waiting', async () => {
  await expect(play('- hear: hello\n- hear: hello')).rejects.toThrow('step 2 (hear "hello"): ');
  const { seconds } = await play('- hear: hello\n- wait: 12s\n- wait: 500ms');
  expect(seconds).toBeGreaterThanOrEqual(12.5);
  expect(seconds).toBeLessThan(14);
});

test('all steps together have the time of the call', async () => {
  const late = play('- wait: 6s\n- wait: 6s', 10_000);
  await expect(late).rejects.toThrow(ScriptError);
  await expect(late).rejects.toThrow('step 2 (wait 6 s): only 4 s are left');
});
