import { setTimeout as sleep } from 'node:timers/promises';

/** Lines as a service prints them. */
export interface LineSource {
  /** Returns the function that ends listening. */
  listen(listener: (line: string) => void): () => void;
}

/** Lambda gives the last 4 KB of a function's log. */
const TAIL_BYTES = 4096;
/** A line takes another way than the answer and may come a little later, milliseconds. */
const SETTLE_MS = 5;
/** What serverless-offline says about an invocation by itself. */
const OWN_LINE = /^(?:\(λ: |$)/;

/**
 * Runs an invocation and gives what the service printed meanwhile, as `X-Amz-Log-Result` has it. Invocations of one service
 * that overlap see each other's lines.
 */
export async function withLogTail<T>(
  lines: LineSource,
  run: () => Promise<T>,
): Promise<{ result: T; logResult: string }> {
  const printed: string[] = [];
  const end = lines.listen((line) => {
    if (!OWN_LINE.test(line)) printed.push(line);
  });
  try {
    const result = await run();
    await sleep(SETTLE_MS);
    const log = Buffer.from(printed.map((line) => `${line}\n`).join(''));
    return { result, logResult: log.subarray(-TAIL_BYTES).toString('base64') };
  } finally {
    end();
  }
}
