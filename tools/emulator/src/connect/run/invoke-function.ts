import type { InvokeOutcome } from '../../engine/ports.ts';
import { functionNameOf } from '../../lambda/context.ts';
import { contactFlowEvent } from './contact-data.ts';
import { readResponse, type ResponseType } from './response.ts';
import type { Running } from './running.ts';

interface Invocation {
  functionArn: string;
  parameters: Readonly<Record<string, string>>;
  limitMs: number;
  responseType: ResponseType;
}

/** After the first time; "retries up to three times" (Flow block: AWS Lambda function). */
const MAX_REPEATS = 3;
/** Before it is invoked again. Not documented. */
const BETWEEN_MS = 200;

type Answer = { external: Readonly<Record<string, unknown>> } | { reason: string };

/**
 * Invokes a function as Amazon Connect does: again when it was throttled or failed, all within the time that the flow
 * gives it. Gives what the flow may use of the answer, or why its error branch is taken.
 */
export async function invokeFunction(contact: Running, invocation: Invocation): Promise<Answer> {
  const { functionArn, parameters, responseType } = invocation;
  const name = functionNameOf(functionArn);
  const payload = JSON.stringify(contactFlowEvent(contact.data, parameters));
  let leftMs = invocation.limitMs;
  for (let attempt = 1; ; attempt++) {
    const outcome = await within(contact, leftMs, () => contact.functions.invoke({ functionArn, payload, attempt }));
    if (outcome === undefined) {
      const reason = `${name} did not answer within ${invocation.limitMs / 1_000} s`;
      contact.diagnose('contact-function-slow', reason);
      contact.trace(reason);
      return { reason };
    }
    if (outcome.kind === 'returned') {
      contact.trace(`${name} answers ${outcome.payload}`);
      const answer = readResponse(outcome.payload, responseType);
      if ('reason' in answer) contact.diagnose('contact-response-invalid', `${name}: ${answer.reason}`);
      return answer;
    }
    const reason = `${name} ${whatHappened(outcome)}`;
    contact.diagnose('contact-function-failed', attempt > 1 ? `${reason} (attempt ${attempt})` : reason);
    contact.trace(reason);
    leftMs -= tookMs(outcome) + BETWEEN_MS;
    if (attempt > MAX_REPEATS || leftMs <= 0 || !mayRepeat(outcome, contact)) return { reason };
    await contact.wait(BETWEEN_MS);
  }
}

const tookMs = ({ durationMs, delayMs = 0 }: InvokeOutcome): number => durationMs + delayMs;

/** The outcome, once as much call time has passed as it was delayed by; undefined when it comes too late. */
async function within(
  contact: Running,
  ms: number,
  invoke: () => Promise<InvokeOutcome>,
): Promise<InvokeOutcome | undefined> {
  const outcome = await contact.meanwhile(ms, invoke);
  if (outcome === undefined || tookMs(outcome) > ms) {
    // On a virtual clock no time has passed yet.
    if (outcome !== undefined) await contact.wait(ms);
    return undefined;
  }
  if (outcome.delayMs !== undefined && outcome.delayMs > 0) await contact.wait(outcome.delayMs);
  return outcome;
}

function mayRepeat(outcome: Exclude<InvokeOutcome, { kind: 'returned' }>, { settings }: Running): boolean {
  if (outcome.kind === 'failed') return settings.repeatFailed;
  return outcome.reason === 'throttled' || outcome.reason === 'unreachable';
}

function whatHappened(outcome: Exclude<InvokeOutcome, { kind: 'returned' }>): string {
  if (outcome.kind === 'failed') return `failed: ${outcome.errorType}: ${outcome.errorMessage}`;
  return `was not invoked (${outcome.reason}): ${outcome.message}`;
}
