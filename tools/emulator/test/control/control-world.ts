import { request } from 'node:http';
import { VirtualClock } from '../../src/clock/virtual.ts';
import type { InProcessHandler } from '../../src/lambda/in-process.ts';
import { type StartOptions, startEmulator } from '../../src/server/start-emulator.ts';

export const SERVICE = '+12065550100';
export const CALLER = '+12065550101';
const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:menu';

export interface Answer {
  status: number;
  type: string | undefined;
  text: string;
  /** The body as JSON; undefined when it is none. */
  body: unknown;
}

export interface Sent {
  body?: unknown;
  /** Sent as it is. */
  text?: string;
  headers?: Readonly<Record<string, string>>;
}

export type ControlWorld = Awaited<ReturnType<typeof startControlWorld>>;

/** Asks for a key, says which one it was, and goes on listening. */
export const menu: InProcessHandler = (event) => {
  const actions = {
    NEW_INBOUND_CALL: [
      {
        Type: 'SpeakAndGetDigits',
        Parameters: {
          SpeechParameters: { Text: 'Press a key' },
          FailureSpeechParameters: { Text: 'Press a key' },
          MaxNumberOfDigits: 1,
          RepeatDurationInMilliseconds: 60_000,
        },
      },
    ],
    ACTION_SUCCESSFUL: [
      { Type: 'Speak', Parameters: { Text: 'Thank you' } },
      { Type: 'Pause', Parameters: { DurationInMilliseconds: 60_000 } },
    ],
    CALL_UPDATE_REQUESTED: [{ Type: 'Speak', Parameters: { Text: 'There is news' } }],
  };
  const type = event.InvocationEventType;
  return { SchemaVersion: '1.0', Actions: type in actions ? actions[type as keyof typeof actions] : [] };
};

/** A running emulator with one number, on virtual time unless told otherwise, and HTTP requests to its control plane. */
export async function startControlWorld(options: Partial<StartOptions> = {}) {
  const clock = new VirtualClock();
  const emulator = await startEmulator({
    clock,
    handler: menu,
    provision: {
      applications: [{ name: 'menu', functionArn: FUNCTION }],
      rules: [{ name: 'main', trigger: { number: SERVICE }, targets: ['menu'] }],
    },
    farEnds: { '+12065550123': { does: 'busy' } },
    ...options,
  });
  return {
    ...emulator,
    clock,
    control: (method: string, path: string, sent?: Sent) => send(emulator.url, method, `/_patchbay${path}`, sent),
  };
}

/** A request with any headers, which `fetch` does not send. */
export function send(base: string, method: string, path: string, { body, text, headers = {} }: Sent = {}) {
  const { hostname, port } = new URL(base);
  return new Promise<Answer>((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      response.toArray().then((chunks) => {
        const answered = Buffer.concat(chunks as Buffer[]).toString('utf8');
        const type = response.headers['content-type'];
        const isJson = type?.includes('json') === true;
        const parsed: unknown = isJson ? JSON.parse(answered) : undefined;
        resolve({ status: response.statusCode ?? 0, type, text: answered, body: parsed });
      }, reject);
    });
    sent.on('error', reject);
    sent.end(text ?? (body === undefined ? '' : JSON.stringify(body)));
  });
}
