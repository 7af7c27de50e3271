import type { Run } from '../run/run.ts';
import type { Silence } from '../run/silence.ts';
import type { Breach, Invariant } from './invariant.ts';

/** Nobody stays connected to nobody: what is left of a call is given something to do, or hung up. */
export const noLegLeft: Invariant = {
  name: 'no-leg-left',
  check: (run) => [...run.silences.map((silence) => stranded(silence)), ...stillUp(run)],
};

function stranded({ leg }: Silence): Breach {
  const survivor = leg.bridged ? ', the survivor of its bridge,' : '';
  return {
    kind: leg.bridged ? 'survivor' : 'silence',
    message: `${leg.tag}${survivor} stays connected and is billed: the function was told all, and nothing is left to do`,
  };
}

function stillUp({ views }: Run): Breach[] {
  return views
    .filter((view) => view?.ended === false)
    .map((view) => {
      const tags = view?.connected.map(({ tag }) => tag).join(' and ') || 'a leg';
      return { kind: 'still-up', message: `the call does not end: everybody has hung up, and ${tags} is still there` };
    });
}
