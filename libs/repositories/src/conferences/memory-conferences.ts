import type { Conference } from './conference.ts';
import type { Conferences } from './conferences.ts';

/** Conferences in memory, under the same conditions; for simulations and tests. */
export function createMemoryConferences(now: () => number): Conferences {
  const kept = new Map<string, Conference>();
  const keptOf = ({ pin, id }: Pick<Conference, 'id' | 'pin'>) => {
    const conference = kept.get(pin);
    return conference?.id === id ? conference : undefined;
  };
  const openOf = (pin: string, id?: string) => {
    const conference = id === undefined ? kept.get(pin) : keptOf({ pin, id });
    return conference && conference.closesAt > now() ? conference : undefined;
  };
  return {
    ofPin: async (pin, id) => openOf(pin, id),
    async open(conference) {
      if (openOf(conference.pin)) return false;
      kept.set(conference.pin, conference);
      return true;
    },
    list: async (limit) =>
      [...kept.values()]
        .filter(({ closesAt }) => closesAt > now())
        .sort((one, other) => other.openedAt - one.openedAt)
        .slice(0, limit),
    async useMeeting({ pin, id }, meeting) {
      const conference = keptOf({ pin, id });
      if (!conference) return undefined;
      if ((conference.meeting?.generation ?? 0) !== meeting.generation - 1) return openOf(pin, id)?.meeting;
      const { everyone: _before, ...rest } = conference;
      kept.set(pin, { ...rest, meeting });
      return meeting;
    },
    async muteOthers({ pin, id }, everyone) {
      const conference = keptOf({ pin, id });
      if (!conference || (conference.everyone && conference.everyone.at > everyone.at)) return false;
      kept.set(pin, { ...conference, everyone });
      return true;
    },
  };
}
