import { type Functions, lambdaEndpoint, startEmulator } from '@patchbay/emulator';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { median, percentile } from '../statistics.ts';
import type { Row, Suite } from '../suite.ts';

const NUMBER = '+12065550100';
/** Calls, and as many bare invocations after each as it had events. */
const BLOCKS = 6;
/** A call has at least so many. */
const EVENTS = 900;

/** What the emulator adds to each invocation, side by side with the same requests and nothing around them. */
export const wire: Suite = {
  name: 'wire',
  about: 'events of a call on real time, each over HTTP to a function in another process, beside bare invocations',
  async run() {
    const server = fork(fileURLToPath(new URL('../wire/invoke-server.ts', import.meta.url)));
    try {
      const [port] = (await once(server, 'message')) as [number];
      const endpoint = `http://127.0.0.1:${port}`;
      const [inCall, bare]: [number[], number[]] = [[], []];
      for (let block = 0; block <= BLOCKS; block++) {
        const events = await call(endpoint);
        const alone = await invocations(endpoint, events.payloads);
        // The first block warms up.
        if (block === 0) continue;
        inCall.push(...events.took);
        bare.push(...alone);
      }
      return rows(inCall, bare);
    } finally {
      server.kill();
    }
  },
};

function rows(inCall: readonly number[], bare: readonly number[]): Row[] {
  const row = (what: string, share: number): Row => ({
    what,
    value: percentile(inCall, share),
    unit: 'ms',
    comparedWith: { what: 'bare invocation', value: percentile(bare, share) },
  });
  return [
    row('an event of a call, p50', 0.5),
    row('an event of a call, p99', 0.99),
    { what: 'added by the emulator, p50', value: median(inCall) - median(bare), unit: 'ms', target: '< 1' },
    { what: 'added by the emulator, p99', value: percentile(inCall, 0.99) - percentile(bare, 0.99), unit: 'ms' },
  ];
}

/** One call to its end: from one answer to the next, milliseconds, and what was sent for it. */
async function call(endpoint: string): Promise<{ took: number[]; payloads: string[] }> {
  const lambda = lambdaEndpoint({ endpoint, functionName: 'bench' });
  const payloads: string[] = [];
  const functions: Functions = {
    invoke(invocation) {
      payloads.push(invocation.payload);
      return lambda.invoke(invocation);
    },
  };
  const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:bench';
  const emulator = await startEmulator({ functions, everyNumber: { functionArn } });
  const took: number[] = [];
  let last: number | undefined;
  emulator.recorder.subscribe(({ type }) => {
    if (type !== 'invocation') return;
    const now = performance.now();
    if (last !== undefined) took.push(now - last);
    last = now;
  });
  try {
    const caller = emulator.phone('+14155550123');
    caller.dial(NUMBER);
    await caller.isHungUp();
    if (took.length < EVENTS) throw new Error(`the call had ${took.length} events only`);
    return { took, payloads };
  } finally {
    await emulator.dispose();
    await lambda.dispose();
  }
}

/** The same requests one after another, each answer read to its end. */
async function invocations(endpoint: string, payloads: readonly string[]): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const took: number[] = [];
  for (const payload of payloads) {
    const started = performance.now();
    await invoke(`${endpoint}/2015-03-31/functions/bench/invocations`, payload, agent);
    took.push(performance.now() - started);
  }
  agent.destroy();
  return took;
}

function invoke(url: string, payload: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
      'x-amz-invocation-type': 'RequestResponse',
      'x-amz-log-type': 'Tail',
    };
    const posted = request(url, { method: 'POST', agent, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve(body)).on('error', reject);
    });
    posted.on('error', reject).end(payload);
  });
}
