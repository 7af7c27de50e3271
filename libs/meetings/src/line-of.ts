import type { ParticipantKey } from '@patchbay/repositories';

/** Who holds the line of a call to a participant; all its attempts have the same. */
export const lineOf = ({ series, id }: ParticipantKey): string => `${series}/${id}`;
