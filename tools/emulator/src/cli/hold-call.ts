import type { Emulator } from '../emulator.ts';
import { PhoneError } from '../phones/errors.ts';
import { playSteps, runScript, ScriptError } from '../script/run.ts';
import type { Step } from '../script/script.ts';
import { toJson } from '../trace/to-json.ts';
import type { CallOptions } from './call-options.ts';

/** How long the function has to end a call after the caller has left it, milliseconds of call time. */
const AFTERMATH_MS = 30_000;

export interface HeldCall {
  /** Why it did not go as the command wanted it. */
  problem?: string;
}

/** Places the call and plays what the caller does in it, until it has ended or nobody is left to end it. */
export async function holdCall(emulator: Emulator, options: CallOptions): Promise<HeldCall> {
  const { number, from } = options;
  const caller = emulator.phone(from);
  try {
    const { transactionId } = caller.dial(number);
    const hasEnded = (): boolean => emulator.call(transactionId)?.endedAt !== undefined;
    const problem = await play(emulator, options, hasEnded);
    caller.hangUp();
    if (!(await emulator.passUntil(hasEnded, AFTERMATH_MS))) reportLegs(emulator, transactionId);
    return problem === undefined ? {} : { problem };
  } catch (error) {
    if (error instanceof PhoneError) return { problem: error.message };
    throw error;
  }
}

async function play(emulator: Emulator, options: CallOptions, hasEnded: () => boolean): Promise<string | undefined> {
  const { script, press, timeoutMs, from } = options;
  const { clock } = emulator;
  const caller = emulator.phone(from);
  const deadline = clock.now() + timeoutMs;
  try {
    if (script) await runScript(script, emulator, { caller, timeoutMs });
    else {
      await playSteps(press.flatMap(pressAfterSpeech), emulator, { caller, timeoutMs });
      await emulator.passUntil(hasEnded, Math.max(0, deadline - clock.now()));
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    return `${script ? script.name : '--press'}: ${error.message}`;
  }
}

function pressAfterSpeech(keys: string): Step[] {
  return [
    { type: 'hear', pattern: /\S/ },
    { type: 'press', keys },
  ];
}

/** Nobody will end these legs any more. */
function reportLegs({ recorder, clock }: Emulator, transactionId: string): void {
  const record = recorder.find(transactionId);
  if (!record) return;
  for (const { callId, tag, to, from, state } of toJson(record).legs) {
    if (state === 'disconnected') continue;
    const message = `${tag} (${tag === 'LEG-A' ? from : to}) was still ${state} ${AFTERMATH_MS / 1000} s after the caller had left`;
    recorder.record({
      at: clock.now(),
      transactionId,
      type: 'diagnostic',
      code: 'call-still-up',
      level: 'error',
      message,
      callId,
    });
  }
}
