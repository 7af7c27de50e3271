import type { Sent } from './wire.ts';

/**
 * Requests by how many had to be answered before each: the first round waited for none. There are as many rounds as the
 * longest chain of requests that wait for each other has links.
 *
 * One waits for another if it began when that one had been answered. What does wait is always seen to, since the wire
 * notes an answer before it goes. What does not wait could be taken for it only if it began one latency late by chance;
 * since each request lasts a whole latency, a chain that is too long by one takes as much more time. So a round too many
 * needs a pause of 50 ms in a function that computes for a few, and of several measurements the one with the fewest
 * rounds is right.
 */
export function roundsOf(sent: readonly Sent[]): Sent[][] {
  const rounds: Sent[][] = [];
  const begun = sent.toSorted((one, other) => one.from - other.from);
  const roundOf = new Map<Sent, number>();
  const answered = begun.toSorted((one, other) => one.to - other.to);
  let [answers, round] = [0, 0];
  for (const request of begun) {
    for (let next; (next = answered[answers]) && next.to <= request.from; answers += 1) {
      const before = roundOf.get(next);
      // It begins and ends at this very moment, and is not in a round yet.
      if (before === undefined) break;
      round = Math.max(round, before + 1);
    }
    roundOf.set(request, round);
    (rounds[round] ??= []).push(request);
  }
  return rounds;
}

/** Such as `A + 2 B, then C`. */
export function textOf(rounds: readonly (readonly Sent[])[]): string {
  return rounds.map((round) => counted(round.map(({ operation }) => operation))).join(', then ');
}

/** Such as `A + 2 B`, in order of names. */
export function counted(operations: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const operation of operations) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return [...counts]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([operation, count]) => (count === 1 ? operation : `${count} ${operation}`))
    .join(' + ');
}
