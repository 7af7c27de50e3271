import type { Emulator } from '../emulator.ts';
import { messageOf } from '../errors.ts';
import { SIP_BUSY, SIP_DECLINE } from '../phones/far-end.ts';
import { KEY_MS, type Phone } from '../phones/phone.ts';
import type { FarStep, Script, Step } from './script.ts';

/** A step that could not happen: which one, and what happened instead. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
}

export interface RunScriptOptions {
  /** The phone that is in the call. */
  caller: Phone;
  /** For all steps together, milliseconds of call time. Default 5 minutes. */
  timeoutMs?: number;
}

/** What a script does with a phone in place of its far end. */
const TAKEN_OVER: readonly FarStep['does'][] = ['answer', 'busy', 'reject', 'ring'];

/**
 * Plays the steps of a script on the emulator's phones; at the end the caller hangs up.
 * @throws {ScriptError} a step can't happen within the time
 */
export async function runScript(script: Script, emulator: Emulator, options: RunScriptOptions): Promise<void> {
  await playSteps(script.steps, emulator, options);
  options.caller.hangUp();
}

/**
 * Plays steps in order. Numbers that they answer or refuse ring until they do.
 * @throws {ScriptError} a step can't happen within the time
 */
export async function playSteps(steps: readonly Step[], emulator: Emulator, options: RunScriptOptions): Promise<void> {
  const { caller, timeoutMs = 300_000 } = options;
  for (const step of steps) {
    if (step.type === 'far' && TAKEN_OVER.includes(step.does))
      emulator.exchange.setFarEnd(step.number, { does: 'ring' });
  }
  const deadline = emulator.clock.now() + timeoutMs;
  for (const [index, step] of steps.entries()) {
    try {
      await play(step, { emulator, caller, left: Math.max(0, deadline - emulator.clock.now()) });
    } catch (error) {
      throw new ScriptError(`step ${index + 1} (${titleOf(step)}): ${messageOf(error)}`, { cause: error });
    }
  }
}

interface Stage {
  emulator: Emulator;
  caller: Phone;
  /** Milliseconds of call time. */
  left: number;
}

async function play(step: Step, stage: Stage): Promise<void> {
  const { emulator, caller, left } = stage;
  switch (step.type) {
    case 'hear':
      await caller.hears(step.pattern, { timeoutMs: left });
      return;
    case 'press':
      await connected(caller, stage);
      await pressed(caller, step.keys, emulator);
      return;
    case 'say':
      await connected(caller, stage);
      caller.say(step.text);
      return;
    case 'wait':
      if (step.ms > left) throw new ScriptError(`only ${left / 1000} s are left`);
      await emulator.passUntil(() => false, step.ms);
      return;
    case 'update':
      emulator.update(caller.transactionId ?? '', step.args);
      return;
    case 'hangup':
      caller.hangUp();
      return;
    case 'far':
      await playFar(step, emulator.phone(step.number), stage);
  }
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
  if (phone.state !== 'connected') throw new ScriptError(`${phone.number} is not connected: it is ${phone.state}`);
}

/** The next step comes when the last key has been pressed. */
async function pressed(phone: Phone, keys: string, emulator: Emulator): Promise<void> {
  phone.press(keys);
  await emulator.passUntil(() => phone.state === 'ended', (keys.length - 1) * KEY_MS);
}

function titleOf(step: Step): string {
  switch (step.type) {
    case 'hear':
      return `hear ${typeof step.pattern === 'string' ? `"${step.pattern}"` : String(step.pattern)}`;
    case 'press':
      return `press ${step.keys}`;
    case 'say':
      return `say "${step.text}"`;
    case 'wait':
      return `wait ${step.ms / 1000} s`;
    case 'update':
    case 'hangup':
      return step.type;
    case 'far':
      return `far ${step.number} ${step.does}`;
  }
}
