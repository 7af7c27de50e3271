import type { ParticipantKey } from '@patchbay/repositories';

/** Who holds the line of a call to a participant; all its attempts have the same. */
export const lineOf = ({ series, id }: ParticipantKey): string => `${series}/${id}`;

/** How many lines there are when so many legs may be connected at once: a call into a meeting may count as two. */
export const linesFor = (activeCalls: number): number => Math.max(1, Math.floor(activeCalls / 2));
