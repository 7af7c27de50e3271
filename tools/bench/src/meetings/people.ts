import type { FarEnd } from '@patchbay/emulator';

export interface Person {
  name: string;
  email: string;
  /** E.164. */
  phoneNumber: string;
}

/** What people do who are called. */
export type Manner = 'stay' | 'decline';

const MINUTE_MS = 60_000;
const RINGS_MS = 5_000;

export const MANNERS: Readonly<Record<Manner, FarEnd>> = {
  stay: { does: 'answer', afterMs: RINGS_MS, press: '1', hangUpAfterMs: 10 * MINUTE_MS },
  decline: { does: 'answer', afterMs: RINGS_MS, press: '2', hangUpAfterMs: MINUTE_MS },
};

/** Everybody gets an e-mail and a call. */
export function peopleOf(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `Person ${index + 1}`,
    email: `person-${index + 1}@example.com`,
    phoneNumber: `+1425555${1_000 + index}`,
  }));
}
