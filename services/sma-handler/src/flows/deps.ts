import type { Voice } from '@patchbay/chime';

/** What the functions of a flow are handed. */
export interface FlowDeps {
  /** Places calls. */
  voice: Pick<Voice, 'createCall'>;
}
