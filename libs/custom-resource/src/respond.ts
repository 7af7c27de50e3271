import { setTimeout as delay } from 'node:timers/promises';

export interface Response {
  Status: 'SUCCESS' | 'FAILED';
  Reason?: string;
  PhysicalResourceId: string;
  StackId: string;
  RequestId: string;
  LogicalResourceId: string;
  Data?: Readonly<Record<string, string>>;
}

const ATTEMPTS = 5;
const ATTEMPT_MS = 5_000;
/** A response may have 4,096 bytes; the reason is what may be long. */
export const MAX_REASON = 1_000;

/** Puts the response where CloudFormation waits for it. Throws when it can't, so that Lambda invokes again. */
export async function respond(
  url: string,
  response: Response,
  sleep: (ms: number) => Promise<void> = delay,
): Promise<void> {
  const body = JSON.stringify(response);
  for (let attempt = 1; ; attempt++) {
    const problem = await put(url, body);
    if (problem === undefined) return;
    if (attempt === ATTEMPTS) throw new Error(`CloudFormation did not take the response: ${problem}`);
    await sleep(1_000 * 2 ** (attempt - 1));
  }
}

/** What went wrong; never the URL, with which anybody may answer. */
async function put(url: string, body: string): Promise<string | undefined> {
  try {
    // It is signed without a content type.
    const headers = { 'content-type': '' };
    const answer = await fetch(url, { method: 'PUT', headers, body, signal: AbortSignal.timeout(ATTEMPT_MS) });
    await answer.body?.cancel();
    return answer.ok ? undefined : `HTTP ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'no answer';
  }
}
