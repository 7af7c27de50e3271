import type { InviteDeps } from '@patchbay/meeting-dialer';
import { pick, whole, type Choices } from './choices.ts';

/** How the stage is set up, and who is invited. */
export interface Settings {
  eventId: string;
  wrongPasscodes: number;
  guesses: number;
  invitations: Pick<InviteDeps, 'retries' | 'mailsPerSecond' | 'callsPerSecond' | 'activeCalls'>;
  /** Calls to participants at once. */
  lines: number;
  people: readonly Person[];
}

export interface Person {
  name: string;
  email?: string;
  phoneNumber: string;
  call: boolean;
}

const EVENT = '314159';

export function drawSettings(choices: Choices): Settings {
  const count = choices.of('people', 2, (random) => whole(2, 6, random));
  const activeCalls = choices.of('active calls', 10, (random) => pick([2, 4, 6, 10], random));
  return {
    ...{ eventId: EVENT, wrongPasscodes: 20, guesses: 10 },
    lines: Math.max(1, Math.floor(activeCalls / 2)),
    invitations: {
      activeCalls,
      retries: choices.of('retries', 1, (random) => whole(0, 2, random)),
      mailsPerSecond: choices.of('mails a second', 10, (random) => whole(1, 10, random)),
      callsPerSecond: choices.of('calls a second', 1, (random) => whole(1, 3, random)),
    },
    people: Array.from({ length: count }, (_, index) => {
      const how = choices.of('invited', 'both', (random) => pick(['both', 'both', 'mail', 'call'], random));
      const name = `Person ${index}`;
      const phoneNumber = `+1425555010${index}`;
      return {
        ...{ name, phoneNumber, call: how !== 'mail' },
        ...(how !== 'call' && { email: `person-${index}@example.com` }),
      };
    }),
  };
}
