import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, type Listening } from '../../src/http/listen.ts';
import { readBody } from '../../src/http/read-body.ts';

export interface FakeFunctions extends Listening {
  /** Events received, oldest first. */
  received: { functionName: string; event: unknown }[];
}

/** Lambda's Invoke API over plain handlers; a handler that throws is a function error. */
export async function startFakeFunctions(
  handlers: Record<string, (event: unknown) => unknown>,
): Promise<FakeFunctions> {
  const received: FakeFunctions['received'] = [];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const functionName = decodeURIComponent((request.url ?? '').split('/')[3] ?? '');
    const event: unknown = JSON.parse((await readBody(request)).toString());
    received.push({ functionName, event });
    try {
      response.end(JSON.stringify(await handlers[functionName]?.(event)) ?? '');
    } catch (error) {
      response.setHeader('x-amz-function-error', 'Unhandled');
      const { message, stack = '' } = error as Error;
      response.end(JSON.stringify({ errorType: 'Error', errorMessage: message, trace: stack.split('\n') }));
    }
  }

  const server = await listen((request, response) => void answer(request, response));
  return { ...server, received };
}
