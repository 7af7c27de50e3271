import type { Emulator } from '../emulator.ts';
import { messageOf } from '../errors.ts';
import { SIP_BUSY, SIP_DECLINE } from '../phones/far-end.ts';
import { KEY_MS, type Phone } from '../phones/phone.ts';
import { Callers } from './callers.ts';
import { ScriptError, StepError } from './errors.ts';
import { mismatches } from './expect/check.ts';
import { DEFAULT_WITHIN_MS, type Expectation } from './expect/expectation.ts';
import { seenBy } from './expect/seen.ts';
import type { FarStep, Script, Step } from './script.ts';
import { titleOf } from './step-title.ts';

export { ScriptError };

export interface RunScriptOptions {
  /** The phone that is in the call. */
  caller: Phone;
  /** For all steps together, milliseconds of call time. Default 5 minutes. */
  timeoutMs?: number;
}

/** What a script does with a phone in place of its far end. */
const TAKEN_OVER: readonly FarStep['does'][] = ['answer', 'busy', 'reject', 'ring'];

/**
 * Plays the steps of a script on the emulator's phones; at the end its callers hang up.
 * @throws {ScriptError} a step can't happen within the time
 */
export async function runScript(script: Script, emulator: Emulator, options: RunScriptOptions): Promise<void> {
  const callers = new Callers(emulator, options.caller, script.callers);
  await playSteps(script.steps, emulator, callers, options.timeoutMs);
  callers.hangUp();
}

/**
 * Plays steps in order. Numbers that they answer or refuse ring until they do.
 * @param timeoutMs for all of them, milliseconds of call time
 * @throws {ScriptError} a step can't happen within the time
 */
export async function playSteps(
  steps: readonly Step[],
  emulator: Emulator,
  callers: Callers,
  timeoutMs = 300_000,
): Promise<void> {
  for (const step of steps) {
    if (step.type === 'far' && TAKEN_OVER.includes(step.does))
      emulator.exchange.setFarEnd(step.number, { does: 'ring' });
  }
  const deadline = emulator.clock.now() + timeoutMs;
  for (const [index, step] of steps.entries()) {
    try {
      await play(step, { emulator, callers, left: Math.max(0, deadline - emulator.clock.now()) });
    } catch (error) {
      const { transactionId } = callers.get(step.type === 'far' ? undefined : step.as);
      const found = error instanceof StepError ? error.mismatches : [];
      const message = `step ${index + 1} (${titleOf(step)}): ${messageOf(error)}`;
      throw new ScriptError(message, { step: index, mismatches: found, transactionId }, error);
    }
  }
}

interface Stage {
  emulator: Emulator;
  callers: Callers;
  /** Milliseconds of call time. */
  left: number;
}

async function play(step: Step, stage: Stage): Promise<void> {
  const { emulator, callers, left } = stage;
  if (step.type === 'far') return playFar(step, emulator.phone(step.number), stage);
  const { phone, transactionId } = callers.get(step.as);
  switch (step.type) {
    case 'dial':
      callers.dial(step.as, step.number);
      return;
    case 'hear':
      await phone.hears(step.pattern, { timeoutMs: left });
      return;
    case 'press':
      await connected(phone, stage);
      await pressed(phone, step.keys, emulator);
      return;
    case 'say':
      await connected(phone, stage);
      phone.say(step.text);
      return;
    case 'wait':
      if (step.ms > left) throw new StepError(`only ${left / 1000} s are left`);
      await emulator.passUntil(() => false, step.ms);
      return;
    case 'update':
      emulator.update(transactionId ?? '', step.args);
      return;
    case 'hangup':
      phone.hangUp();
      return;
    case 'expect':
      await expected(step.expectation, phone.number, transactionId, stage);
  }
}

async function expected(
  expectation: Expectation,
  number: string,
  transactionId: string | undefined,
  { emulator, left }: Stage,
): Promise<void> {
  const differs = () => mismatches(expectation, seenBy(emulator, number, transactionId, expectation.by));
  const { withinMs = DEFAULT_WITHIN_MS } = expectation;
  if (await emulator.passUntil(() => differs().length === 0, Math.min(left, withinMs))) return;
  const found = differs();
  const words = found.map(({ what, expected: wanted, got }) => `${what}: expected ${wanted}; got ${got}`);
  throw new StepError(words.join('\n'), found);
}

async function playFar(step: FarStep, phone: Phone, stage: Stage): Promise<void> {
  const timeoutMs = stage.left;
  switch (step.does) {
    case 'press':
      await phone.isConnected({ timeoutMs });
      return pressed(phone, step.keys, stage.emulator);
    case 'hangup':
      await phone.isConnected({ timeoutMs });
      phone.hangUp();
      return;
    case 'ring':
      return phone.rings({ timeoutMs });
    case 'answer':
      await phone.rings({ timeoutMs });
      phone.answer();
      return;
    case 'busy':
    case 'reject':
      await phone.rings({ timeoutMs });
      phone.reject(step.does === 'busy' ? SIP_BUSY : SIP_DECLINE);
  }
}

async function connected(phone: Phone, { emulator, left }: Stage): Promise<void> {
  await emulator.passUntil(() => phone.state === 'connected' || phone.state === 'ended', left);
  if (phone.state !== 'connected') throw new StepError(`${phone.number} is not connected: it is ${phone.state}`);
}

/** The next step comes when the last key has been pressed. */
async function pressed(phone: Phone, keys: string, emulator: Emulator): Promise<void> {
  phone.press(keys);
  await emulator.passUntil(() => phone.state === 'ended', (keys.length - 1) * KEY_MS);
}
