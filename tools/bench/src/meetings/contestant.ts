import type { World } from './world.ts';

/** A way to invite people to a meeting. */
export interface Contestant {
  name: string;
  /** Prepares the tables and the function of the calls. @returns has everybody invited; resolves when nobody does anything more */
  prepare(world: World): Promise<() => Promise<void>>;
}
