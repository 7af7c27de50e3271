import type { Emulator } from '../emulator.ts';
import { PhoneError } from '../phones/errors.ts';
import { runScript, ScriptError } from './run.ts';
import type { Script } from './script.ts';

export const runSettings = ['seed', 'switches', 'faults', 'failures'] as const satisfies readonly (keyof Script)[];
type RunSetting = (typeof runSettings)[number];

export interface ScriptedCall {
  number: string;
  from: string;
  /** What a script says beside its steps about the run is for the start of an emulator. */
  script: Omit<Script, RunSetting>;
  /** For all steps together, milliseconds of call time. */
  timeoutMs?: number;
}

export interface PlayedScript {
  /** The calls that the caller was in, in order: the one that he placed, and those that rang him meanwhile. */
  transactionIds: string[];
  /** What did not go as scripted. */
  problem?: string;
}

/** How long the function has to end calls after the caller has left, milliseconds of call time. */
const AFTERMATH_MS = 30_000;

/** Calls a number, plays what the people in the call do, and waits until all calls of the caller have ended. */
export async function placeScriptedCall(emulator: Emulator, call: ScriptedCall): Promise<PlayedScript> {
  const { number, from, script, timeoutMs } = call;
  const caller = emulator.phone(from);
  const before = caller.lines.length;
  const calls = (): string[] => [...new Set(caller.lines.slice(before).map(({ transactionId }) => transactionId))];
  const problems: string[] = [];
  try {
    caller.dial(number);
    await runScript(script, emulator, { caller, ...(timeoutMs !== undefined && { timeoutMs }) });
  } catch (error) {
    if (!(error instanceof ScriptError || error instanceof PhoneError)) throw error;
    problems.push(error.message);
    if (calls().length > 0) caller.hangUp();
  } finally {
    for (const step of script.steps) if (step.type === 'far') emulator.exchange.forgetFarEnd(step.number);
  }
  const stillUp = (): string[] => calls().filter((id) => emulator.call(id)?.endedAt === undefined);
  if (!(await emulator.passUntil(() => stillUp().length === 0, AFTERMATH_MS))) {
    problems.push(`${stillUp().join(', ')} was still up ${AFTERMATH_MS / 1000} s after the caller had left`);
  }
  return { transactionIds: calls(), ...(problems.length > 0 && { problem: problems.join('\n') }) };
}
