import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http';
import { operationOf } from '../click-to-call/operation.ts';
import type { Sent } from '../click-to-call/wire.ts';
import type { CallTime } from './call-time.ts';

/** A request to AWS in call time. */
export interface Noted extends Sent {
  status: number;
  /** Whom the e-mail or the call is for. */
  whom: string | undefined;
}

/** What the SDK hands over, and what it wants back: a body that has been read. */
interface Outgoing {
  method: string;
  hostname: string;
  port?: number;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}
interface Handled {
  response: { statusCode: number; headers: Record<string, string>; body: Uint8Array };
}

/** Takes the place of the HTTP client in an SDK client. */
export interface RequestHandler {
  [setting: string]: unknown;
  handle(outgoing: Outgoing): Promise<Handled>;
  destroy(): void;
}

/** Sends over HTTP while call time stands still, and lets the request last as long as it would. */
export function requestHandler(
  time: CallTime,
  { latencyMs, note }: { latencyMs: number; note(sent: Noted): void },
): RequestHandler {
  const agent = new Agent({ keepAlive: true });
  return {
    async handle(outgoing) {
      const from = time.now();
      let over: Promise<void> | undefined;
      const handled = await time.during(
        send(outgoing, agent).finally(() => {
          // Before time may pass.
          if (latencyMs > 0) over = time.sleep(latencyMs);
        }),
      );
      await over;
      note({ ...about(outgoing), from, to: time.now(), status: handled.response.statusCode });
      return handled;
    },
    destroy: () => void agent.destroy(),
    metadata: { handlerProtocol: 'http/1.1' },
  };
}

async function send(outgoing: Outgoing, agent: Agent): Promise<Handled> {
  const { method, hostname, port, headers, body } = outgoing;
  const sent = httpRequest({ method, hostname, port, path: pathOf(outgoing), headers, agent });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const read = Buffer.concat((await response.toArray()) as Buffer[]);
  return {
    response: { statusCode: response.statusCode ?? 0, headers: flat(response.headers), body: new Uint8Array(read) },
  };
}

const pathOf = ({ path, query = {} }: Outgoing): string => {
  const parts = Object.entries(query).map(([name, value]) => (value === null ? name : `${name}=${String(value)}`));
  return parts.length === 0 ? path : `${path}?${parts.join('&')}`;
};

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

function about(outgoing: Outgoing): Pick<Noted, 'operation' | 'whom'> {
  const { body: given = '' } = outgoing;
  const body =
    typeof given === 'string' ? Buffer.from(given) : Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const operation = operationOf({ ...outgoing, path: pathOf(outgoing), body });
  return { operation, whom: WHOM.has(operation) ? whomOf(body.toString()) : undefined };
}

const WHOM: ReadonlySet<string> = new Set(['SendEmail', 'CreateSipMediaApplicationCall']);

function whomOf(json: string): string | undefined {
  const { ToPhoneNumber, Destination } = JSON.parse(json) as {
    ToPhoneNumber?: string;
    Destination?: { ToAddresses?: string[] };
  };
  return ToPhoneNumber ?? Destination?.ToAddresses?.[0];
}
