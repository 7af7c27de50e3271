import type { Emulator } from '../emulator.ts';
import { PhoneError } from '../phones/errors.ts';
import { Callers } from '../script/callers.ts';
import { ScriptError } from '../script/errors.ts';
import type { Mismatch } from '../script/expect/check.ts';
import { playSteps, runScript } from '../script/run.ts';
import type { Step } from '../script/script.ts';
import type { CallRecord } from '../trace/recorder.ts';
import { toJson } from '../trace/to-json.ts';
import type { CallOptions } from './call-options.ts';

/** How long the function has to end a call after the caller has left it, milliseconds of call time. */
const AFTERMATH_MS = 30_000;

export interface HeldCall {
  /** Why it did not go as the command wanted it. */
  problem?: string;
  /** The step of a script that could not happen. */
  failure?: StepFailure;
}

export interface StepFailure {
  /** Position of the step, 0 for the first. */
  step: number;
  mismatches: readonly Mismatch[];
  /** The call that the step was about, as far as it had come. */
  record: CallRecord | undefined;
}

type Held = Pick<CallOptions, 'number' | 'from' | 'press' | 'script' | 'timeoutMs'>;

/** Places the call and plays what the caller does in it, until it has ended or nobody is left to end it. */
export async function holdCall(emulator: Emulator, options: Held): Promise<HeldCall> {
  const { number, from } = options;
  const caller = emulator.phone(from);
  try {
    const { transactionId } = caller.dial(number);
    const hasEnded = (): boolean => emulator.call(transactionId)?.endedAt !== undefined;
    const held = await play(emulator, options, hasEnded);
    caller.hangUp();
    await windUp(emulator);
    return held;
  } catch (error) {
    if (error instanceof PhoneError) return { problem: error.message };
    throw error;
  }
}

async function play(emulator: Emulator, options: Held, hasEnded: () => boolean): Promise<HeldCall> {
  const { script, press, timeoutMs, from } = options;
  const { clock } = emulator;
  const caller = emulator.phone(from);
  const deadline = clock.now() + timeoutMs;
  try {
    if (script) await runScript(script, emulator, { caller, timeoutMs });
    else {
      await playSteps(press.flatMap(pressAfterSpeech), emulator, new Callers(emulator, caller), timeoutMs);
      await emulator.passUntil(hasEnded, Math.max(0, deadline - clock.now()));
    }
    return {};
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const { step, mismatches, transactionId } = error;
    const found = transactionId === undefined ? undefined : emulator.call(transactionId);
    // What comes after it is no part of the failure.
    const record = found && { ...found, entries: [...found.entries] };
    return { problem: `${script ? script.name : '--press'}: ${error.message}`, failure: { step, mismatches, record } };
  }
}

function pressAfterSpeech(keys: string): Step[] {
  return [
    { type: 'hear', pattern: /\S/ },
    { type: 'press', keys },
  ];
}

/** All callers hang up, then whoever was called by the API; what is up then will stay up. */
async function windUp(emulator: Emulator): Promise<void> {
  const { recorder } = emulator;
  const live = (): CallRecord[] => recorder.list().filter(({ endedAt }) => endedAt === undefined);
  const leave = (direction: 'Inbound' | 'Outbound'): void => {
    for (const { entries } of live()) {
      const [first] = entries;
      if (first?.type !== 'call-started' || first.direction !== direction) continue;
      emulator.phone(direction === 'Inbound' ? first.from : first.to).hangUp();
    }
  };
  leave('Inbound');
  if (await emulator.passUntil(() => live().length === 0, AFTERMATH_MS)) return;
  leave('Outbound');
  await emulator.passUntil(() => live().length === 0, AFTERMATH_MS);
  for (const record of live()) reportLegs(emulator, record);
}

/** Nobody will end these legs any more. */
function reportLegs({ recorder, clock }: Emulator, record: CallRecord): void {
  const { transactionId } = record;
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
