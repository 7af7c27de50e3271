import type { History } from '../history.ts';
import type { Run } from '../run/run.ts';

/** Something that holds in every history of a flow that is right. */
export interface Invariant {
  readonly name: string;
  /** @param replay runs another history of the same flow, to compare with */
  readonly check: (
    run: Run,
    replay: (history: History) => Promise<Run>,
  ) => readonly Breach[] | Promise<readonly Breach[]>;
}

export interface Breach {
  /** What tells this defect from others that break the same invariant, such as a diagnostic's code. */
  kind: string;
  /** In words. */
  message: string;
}
