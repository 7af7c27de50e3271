import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { InvokeRequest } from '../engine/ports.ts';
import { InputError, messageOf } from '../errors.ts';
import { readAnswer, type Answer } from './endpoint-answer.ts';
import type { OwnedFunctions } from './functions.ts';
import { exceeds, MAX_REQUEST_BYTES, MAX_RESPONSE_BYTES } from './limits.ts';
import { requestTooLarge, timed, type LoggedResult } from './result.ts';

export interface LambdaEndpointOptions {
  /** Where the Lambda API answers, such as http://localhost:3002 (serverless-offline). */
  endpoint: string;
  functionName: string;
  /** Gives up on an answer after this long, real milliseconds. Default 30 s: nobody waits for it any more. */
  timeoutMs?: number;
}

/** Invokes a function by Lambda's Invoke API over HTTP. Requests are not signed: local endpoints don't ask for it. */
export function lambdaEndpoint(options: LambdaEndpointOptions): OwnedFunctions {
  const { functionName, timeoutMs = 30_000 } = options;
  const endpoint = parseEndpoint(options.endpoint);
  const secure = endpoint.protocol === 'https:';
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const request = secure ? httpsRequest : httpRequest;
  const base = endpoint.href.replace(/\/$/, '');
  const url = `${base}/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`;

  function post(payload: string, mayRetry = true): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const posted = request(url, { method: 'POST', agent, headers: headersFor(payload) }, (response) => {
        bounded(response).then(
          (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
          reject,
        );
      });
      posted.setTimeout(timeoutMs, () => posted.destroy(new Error(`no answer in ${timeoutMs / 1000} seconds`)));
      posted.on('error', (error: NodeJS.ErrnoException) => {
        // A kept connection that the server had just given up: the request was not seen.
        if (mayRetry && posted.reusedSocket && error.code === 'ECONNRESET') resolve(post(payload, false));
        else reject(error);
      });
      posted.end(payload);
    });
  }

  async function run({ payload }: InvokeRequest): Promise<LoggedResult> {
    if (exceeds(payload, MAX_REQUEST_BYTES)) return requestTooLarge();
    try {
      return readAnswer(await post(payload), functionName, base);
    } catch (error) {
      return { kind: 'refused', reason: 'unreachable', message: `No function at ${base}: ${reasonOf(error)}` };
    }
  }

  return {
    load: () => Promise.resolve(),
    async invoke(invocation) {
      const startedAt = performance.now();
      const result = await run(invocation);
      return timed(result, performance.now() - startedAt);
    },
    dispose() {
      agent.destroy();
      return Promise.resolve();
    },
  };
}

function parseEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:') && !url.search && !url.hash) return url;
  throw new InputError(`Not an endpoint: ${text}. It is a URL such as http://localhost:3002`);
}

function headersFor(payload: string): Record<string, string | number> {
  return {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(payload),
    'x-amz-invocation-type': 'RequestResponse',
    'x-amz-log-type': 'Tail',
  };
}

/** The body, or undefined when it is larger than any function's response can be. */
async function bounded(response: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_RESPONSE_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Node tries every address of a name and wraps what each said. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  return messageOf(error);
}
