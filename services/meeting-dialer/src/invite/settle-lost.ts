import { lineOf } from '@patchbay/meetings';
import type { Lines, Participant, Participants } from '@patchbay/repositories';
import { isLost } from './next-look.ts';

export interface SettleDeps {
  participants: Pick<Participants, 'conclude'>;
  lines: Pick<Lines, 'release'>;
  /** Told what went wrong with one participant: the others go on. */
  report(error: unknown): void;
  /** Milliseconds since the epoch. */
  now(): number;
}

const REASON = 'What became of the call was never heard.';

/** Calls that must have ended, and could tell nobody: they have failed, and what they have had is free for others. */
export async function settleLost(
  people: readonly Participant[],
  { participants, lines, report, now }: SettleDeps,
): Promise<void> {
  const settle = async (participant: Participant): Promise<void> => {
    const { call: { transactionId = '' } = {} } = participant;
    const failed = { outcome: 'failed', reason: REASON, transactionId, at: now() } as const;
    const then = await participants.conclude(participant, failed);
    // It may have been heard of, or be placed again, meanwhile.
    if (then?.outcome === 'failed' && then.call?.transactionId === transactionId)
      await lines.release(lineOf(participant));
  };
  const lost = people.filter((each) => isLost(each, now()));
  await Promise.all(lost.map((each) => settle(each).catch(report)));
}
