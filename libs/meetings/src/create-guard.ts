import { createHash } from 'node:crypto';
import type { Participant } from '@patchbay/repositories';
import type { Guard, GuardDeps, Guesser, Judged } from './guard.ts';

const HOUR_S = 3_600;

export function createGuard({ participants, counters, digest, limits, now }: GuardDeps): Guard {
  return {
    async judge(meeting, passcode, guesser) {
      // Before anything is counted: what can not be judged is nobody's fault.
      const tried = meeting && { meeting, digest: await digest(meeting, passcode) };
      const taken: string[] = [];
      const count = async (counter: string, limit: number, expires: number): Promise<boolean> => {
        const counted = await counters.count(counter, { limit, expires });
        if (counted) taken.push(counter);
        return counted;
      };
      const giveBack = () => Promise.all(taken.map((counter) => counters.uncount(counter).catch(() => undefined)));
      const who = nameOf(guesser);
      const hour = Math.floor(now() / 1_000 / HOUR_S);
      if (
        who !== undefined &&
        !(await count(`meeting-guesses/${who}/${hour}`, limits.perGuesser, (hour + 1) * HOUR_S))
      ) {
        return { ok: false, reason: 'too-many' };
      }
      if (!tried) return WRONG;
      const { series, closesAt } = tried.meeting;
      try {
        const isOpen = await count(`meeting-guesses/${series}`, limits.perMeeting, Math.ceil(closesAt / 1_000));
        const participant = await participants.ofPasscode(tried.meeting, tried.digest);
        if (!participant || !(isOpen || isHis(participant, guesser))) return WRONG;
        // It was right: that it was counted is no harm but to him.
        await giveBack();
        return { ok: true, participant };
      } catch (error) {
        await giveBack();
        throw error;
      }
    },
  };
}

const WRONG: Judged = { ok: false, reason: 'wrong' };

/** No number is in it. Undefined for a caller whose number is withheld: nobody can tell one of them from another. */
function nameOf(guesser: Guesser): string | undefined {
  if (guesser.kind === 'user') return `user/${guesser.id}`;
  return guesser.number === undefined ? undefined : `caller/${digestOf(guesser.number)}`;
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whether it is the own invitation of whoever tries it. */
function isHis({ phoneNumber, email }: Participant, guesser: Guesser): boolean {
  if (guesser.kind === 'user') return email !== undefined && email === guesser.email.toLowerCase();
  return phoneNumber !== undefined && phoneNumber === guesser.number;
}
