import { once } from 'node:events';
import WebSocket from 'ws';
import * as z from 'zod';
import { CONTROL_PREFIX } from '../control/control.ts';
import type { NumberToDial } from '../control/numbers.ts';
import { InputError, messageOf } from '../errors.ts';
import type { TraceEntry } from '../trace/entry.ts';

/** A running emulator, seen from one phone: the control plane and its live events. */
export interface Client {
  numbers(): Promise<NumberToDial[]>;
  /**
   * Does something with the phone.
   * @throws Error with what the emulator says against it
   */
  act(what: PhoneAct, body?: object): Promise<void>;
  /** While nobody holds the phone, its number does what the emulator was told at its start. */
  hold(held: boolean): Promise<void>;
  close(): void;
}

export type PhoneAct = 'dial' | 'press' | 'say' | 'answer' | 'reject' | 'hang-up';

export interface ClientListener {
  entry(entry: TraceEntry): void;
  /** The emulator has stopped. */
  gone(): void;
}

const numbersSchema = z.array(z.object({ number: z.string(), applications: z.array(z.string()) }));
const problemSchema = z.object({ detail: z.string() });
const tickSchema = z.object({ type: z.string(), entry: z.looseObject({ type: z.string() }).optional() });
const ANSWER_WITHIN_MS = 5_000;

/** @throws {InputError} no emulator answers at `url` */
export async function connect(url: string, phone: string, listener: ClientListener): Promise<Client> {
  const base = parseBase(url) + CONTROL_PREFIX;
  const path = `/phones/${encodeURIComponent(phone)}`;
  const send = async (method: string, to: string, body?: object): Promise<unknown> => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(base + to, { method, ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    throw new Error(problemSchema.safeParse(answer).data?.detail ?? `The emulator answered ${response.status}.`);
  };
  const socket = new WebSocket(`${base.replace(/^http/, 'ws')}/live`, { handshakeTimeout: ANSWER_WITHIN_MS });
  try {
    await once(socket, 'open');
  } catch (error) {
    throw new InputError(`No emulator answers at ${url}: ${reasonOf(error)}. Start one by: patchbay start`, {
      cause: error,
    });
  }
  let closed = false;
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    if (!closed) listener.gone();
  });
  socket.on('message', (data: Buffer) => {
    const { entry } = tickSchema.safeParse(parse(data.toString('utf8'))).data ?? {};
    // The emulator's own word: what it sends as an entry is one.
    if (entry) listener.entry(entry as unknown as TraceEntry);
  });
  return {
    numbers: async () => numbersSchema.parse(await send('GET', '/numbers')),
    act: async (what, body) => void (await send('POST', `${path}/${what}`, body)),
    hold: async (held) =>
      void (await (held ? send('PUT', `${path}/far-end`, { does: 'ring' }) : send('DELETE', `${path}/far-end`))),
    close() {
      closed = true;
      socket.terminate();
    },
  };
}

function parseBase(url: string): string {
  const parsed = URL.parse(url);
  if (parsed && ['http:', 'https:'].includes(parsed.protocol) && !parsed.search && !parsed.hash) {
    return parsed.href.replace(/\/$/, '');
  }
  throw new InputError(`"${url}" is not where an emulator answers. It is a URL such as http://127.0.0.1:4600`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Node tries every address of a name and wraps what each said. */
function reasonOf(error: unknown): string {
  return messageOf(error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error);
}
