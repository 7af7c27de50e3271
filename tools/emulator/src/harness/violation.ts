import type { History } from './history.ts';
import type { Breach } from './invariants/invariant.ts';

/** A flow that did wrong, and how to see it again. */
export interface Violation {
  flow: string;
  /** The invariant's name. */
  invariant: string;
  breach: Breach;
  /** The simplest history found that breaks it the same way; `replay` runs it again. */
  history: History;
  /** The history that was drawn, and its number, 1 for the first. */
  drawn: History;
  number: number;
  /** How many histories were tried to simplify it. */
  tried: number;
  /** What happens, in words. */
  words: string;
  /** A script for `patchbay call --script`. */
  script: string;
}
