import { compare } from '../meetings/measure.ts';
import { patchbay } from '../meetings/patchbay.ts';
import { peopleOf } from '../meetings/people.ts';
import { predecessor } from '../meetings/predecessor/predecessor.ts';
import type { Quotas } from '../meetings/world.ts';
import type { Suite } from '../suite.ts';

/** As many as a meeting has room for. */
const people = peopleOf(250);
/** Of a new account, and our setting for e-mails. */
const DEFAULT: Quotas = { callsPerSecond: 1, activeCalls: 10, mailsPerSecond: 10 };
const RAISED: Quotas = { callsPerSecond: 50, activeCalls: 1_000, mailsPerSecond: 50 };

/** Beside what the predecessor does: one after the other gets an e-mail and a call, as fast as requests are answered. */
export const meetings: Suite = {
  name: 'meetings',
  about:
    `${people.length} people are invited by e-mail and called, in call time, a request takes 20 ms; they answer after 5 s; ` +
    'default quotas: a call a second, 10 legs; raised: 50, 1,000',
  async run() {
    const both = { ours: patchbay, theirs: predecessor };
    return [
      ...(await compare('default, all decline', { people, manner: 'decline', quotas: DEFAULT }, both)),
      ...(await compare('default, all stay 10 min', { people, manner: 'stay', quotas: DEFAULT }, both)),
      ...(await compare('raised, all stay 10 min', { people, manner: 'stay', quotas: RAISED }, both)),
    ];
  },
};
