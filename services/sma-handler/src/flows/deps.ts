import type { IvrDeps } from './ivr/deps.ts';

/** What the functions of all flows are handed. */
export type FlowDeps = IvrDeps;
