import type { Functions } from '../engine/ports.ts';

/** A way to reach functions that owns something: processes, sockets. */
export interface OwnedFunctions extends Functions {
  /**
   * Finds what is wrong with a function before a call is placed.
   * @throws {InputError} it can't be loaded
   */
  load(): Promise<void>;
  /** Ends the processes and closes the sockets. Invocations after it are refused. */
  dispose(): Promise<void>;
}
