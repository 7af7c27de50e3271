import { randomUUID } from 'node:crypto';
import { devNull } from 'node:os';
import { lambdaEndpoint, type RunningEmulator, startEmulator, VirtualClock } from '@patchbay/emulator';
import type { Contestant, Latency, Prepared } from './contestant.ts';
import { startFunctions } from './start-functions.ts';
import { createWire, type Sent, type Wire } from './wire.ts';

export interface Placed {
  status: number;
  transactionId: string;
  /** Of the browser. */
  joinToken: string;
  /** From the invocation of the function to its answer, milliseconds. */
  ms: number;
}

/** A contestant at work. */
export interface World {
  latency: Latency;
  /** Somebody is told what becomes of his calls. */
  listen(user: string): Promise<void>;
  /** `POST /calls`, by the function itself: there is no gateway before it. */
  dial(user: string, key?: string): Promise<Placed>;
  /** All calls and meetings are gone: an account may have so many only. */
  clear(): void;
  /** Requests to AWS during some work. */
  during(work: () => Promise<unknown>): Promise<Sent[]>;
  /**
   * A call, the only one there is: the browser joins, the other side answers and hangs up. What was sent for each event,
   * in order.
   */
  wholeCall(user: string): Promise<Sent[][]>;
  close(): Promise<void>;
}

const APPLICATION = 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42';
const CALLER_ID = '+12065550100';
const THEIRS = '+12065550123';
const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:flow';
const PATIENCE_MS = 600_000;

/**
 * The functions run in a process of their own, one instance for everybody, with the real SDK clients. Between them and
 * AWS, which is in this process, is the wire. Call time is virtual: only `wholeCall` lets it pass.
 */
export async function openWorld({ files, prepare }: Contestant): Promise<World> {
  const wire = createWire();
  let latency: Latency = { dynamoDbMs: 0, othersMs: 0 };
  const sentFor: Sent[][] = [];
  const { promise: flow, resolve: flowIsThere } = Promise.withResolvers<ReturnType<typeof lambdaEndpoint>>();
  const emulator = await startEmulator({
    clock: new VirtualClock(),
    throttles: {},
    provision: {
      applications: [{ name: 'flow', id: APPLICATION, functionArn: ARN }],
      rules: [{ name: 'flow', targets: ['flow'], trigger: { number: CALLER_ID } }],
    },
    functions: {
      async invoke(invocation) {
        const before = wire.sent.length;
        const outcome = await (await flow).invoke(invocation);
        sentFor.push(wire.sent.slice(before));
        return outcome;
      },
    },
  });
  const given = { wire, latency: () => latency, sipMediaApplicationId: APPLICATION, callerId: CALLER_ID };
  const prepared = await prepare(given);
  const functions = await startFunctions(files, { ...prepared.variables, ...(await awsOf(emulator, wire, given)) });
  const lambda = lambdaEndpoint({ endpoint: functions.endpoint, functionName: 'flow' });
  flowIsThere(lambda);
  return {
    get latency() {
      return latency;
    },
    set latency(next) {
      latency = next;
    },
    listen: (user) => prepared.listen(user),
    dial: (user, key) => dial(functions.endpoint, prepared, user, key),
    clear: () => emulator.reset(),
    async during(work) {
      const before = wire.sent.length;
      await work();
      return wire.sent.slice(before);
    },
    async wholeCall(user) {
      emulator.reset();
      const { transactionId, joinToken } = await dial(functions.endpoint, prepared, user);
      sentFor.length = 0;
      const browser = emulator.browser(joinToken);
      const other = emulator.phone(THEIRS);
      await browser.sees('phone');
      const isTalking = () => other.lines.some(({ state }) => state === 'connected');
      if (!(await emulator.passUntil(isTalking, PATIENCE_MS))) throw new Error('nobody has answered');
      // Until the function has been told.
      await emulator.passUntil(() => false, 1_000);
      other.hangUp();
      const isOver = () => !emulator.engine.transactions.has(transactionId);
      if (!(await emulator.passUntil(isOver, PATIENCE_MS))) throw new Error('the call has not ended');
      return [...sentFor];
    },
    async close() {
      await lambda.dispose();
      functions.stop();
      wire.close();
      await emulator.dispose();
      await prepared.close();
    },
  };
}

async function awsOf(
  { url }: RunningEmulator,
  wire: Wire,
  { latency }: { latency(): Latency },
): Promise<Record<string, string>> {
  const chime = await wire.open(url, () => latency().othersMs);
  return {
    AWS_ENDPOINT_URL_CHIME_SDK_VOICE: chime,
    AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS: chime,
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_REGION: 'us-east-1',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

async function dial(endpoint: string, { headersOf }: Prepared, user: string, key?: string): Promise<Placed> {
  const event = {
    version: '2.0',
    routeKey: 'POST /calls',
    rawPath: '/calls',
    headers: {
      'content-type': 'application/json',
      ...headersOf(user),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    requestContext: { requestId: randomUUID(), http: { method: 'POST', path: '/calls' } },
    body: JSON.stringify({ to: THEIRS }),
    isBase64Encoded: false,
  };
  const body = JSON.stringify(event);
  const started = performance.now();
  const response = await fetch(`${endpoint}/2015-03-31/functions/dial/invocations`, { method: 'POST', body });
  const text = await response.text();
  const ms = performance.now() - started;
  const result = JSON.parse(text) as { statusCode?: number; body?: string };
  const { statusCode: status = 0 } = result;
  if (status !== 201 && status !== 200) throw new Error(`POST /calls: ${text}`);
  const { call, attendee } = JSON.parse(result.body ?? '') as { call: { id: string }; attendee: { JoinToken: string } };
  return { status, transactionId: call.id, joinToken: attendee.JoinToken, ms };
}
