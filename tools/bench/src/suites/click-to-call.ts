import { durations } from '../click-to-call/durations.ts';
import { requests } from '../click-to-call/requests.ts';
import { patchbay } from '../click-to-call/patchbay.ts';
import { predecessor } from '../click-to-call/predecessor/predecessor.ts';
import { openWorld } from '../click-to-call/world.ts';
import type { Row, Suite } from '../suite.ts';

/**
 * Beside what the predecessor does: four requests to Chime one after the other. What ours does besides is who asks, the
 * quotas, that a request that comes again places no second call, that what fails is undone, and the call's state, which
 * can be asked for and is told to the browser. Chime itself is asked twice: the meeting comes with both attendees.
 */
export const clickToCall: Suite = {
  name: 'click-to-call',
  about:
    'requests to AWS for a call from a browser, and how many wait for each other; ours also checks the sign-in and quotas, ' +
    'does a repeated request once, undoes what fails, and keeps and tells the state',
  async run(): Promise<Row[]> {
    const worlds = { ours: await openWorld(patchbay), theirs: await openWorld(predecessor) };
    try {
      return [...(await requests(worlds)), ...(await durations(worlds))];
    } finally {
      await worlds.ours.close();
      await worlds.theirs.close();
    }
  },
};
