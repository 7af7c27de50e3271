import type { World } from '../world.ts';

/** What an operation must do, as data; `operations.test.ts` runs it and sees that no operation is without. */
export interface Case {
  service: 'voice' | 'meetings';
  operation: string;
  /** Prepares what the operation needs; returns input that works. */
  input(world: World): object | Promise<object>;
  /** What is in the answer. */
  output?: object;
  /** A change that breaks the model's rules, and the member that the message names. */
  bad?: readonly [change: object, member: string];
  /** A change that names something that is not there, and the error it gives. */
  unknown?: readonly [change: object, error: string];
  /** Requests that are well-formed, but not now. */
  refused?: readonly Refused[];
}

export interface Refused {
  why: string;
  input(world: World): object | Promise<object>;
  error: string;
  message: RegExp;
}

type Rest = Omit<Case, 'service' | 'operation'>;

export function voice(operation: string, rest: Rest): Case {
  return { service: 'voice', operation, ...rest };
}

export function meetings(operation: string, rest: Rest): Case {
  return { service: 'meetings', operation, ...rest };
}
