import type { Wire } from './wire.ts';

/** How long a request to AWS lasts, milliseconds. */
export interface Latency {
  dynamoDbMs: number;
  /** Chime, live sockets, the keys of the user pool. */
  othersMs: number;
}

/** A solution: its functions, and what of AWS they need besides Chime. */
export interface Contestant {
  name: string;
  /** Files of the functions behind `POST /calls` and behind the SIP media application. */
  files: { dial: string; flow: string };
  prepare(options: PrepareOptions): Promise<Prepared>;
}

export interface PrepareOptions {
  wire: Wire;
  latency(): Latency;
  sipMediaApplicationId: string;
  /** E.164. */
  callerId: string;
}

export interface Prepared {
  /** The environment of the functions. */
  variables: Readonly<Record<string, string>>;
  /** Headers of a request of somebody who has signed in. */
  headersOf(user: string): Readonly<Record<string, string>>;
  /** Opens a live socket to somebody, where there is such a thing. */
  listen(user: string): Promise<void>;
  close(): Promise<void>;
}
