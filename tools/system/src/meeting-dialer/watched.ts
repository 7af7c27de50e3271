import { outranks, type Participant, type ParticipantKey, type Participants } from '@patchbay/repositories';

/** The same participants; told of each change of one of them, and by which request. */
export function watched(
  participants: Participants,
  changed: (by: keyof Participants, before: Participant | undefined, after: Participant) => void,
): Participants {
  return new Proxy(participants, {
    get(target, name: keyof Participants) {
      if (name === 'list' || name === 'get' || name === 'ofPasscode') return target[name].bind(target);
      return async (key: ParticipantKey, ...rest: unknown[]) => {
        const before = await target.get(key);
        const result: unknown = await Reflect.apply(target[name], target, [key, ...rest]);
        const after = await target.get(key);
        if (after && after !== before) changed(name, before, after);
        return result;
      };
    },
  });
}

/** What must not happen to a participant; undefined when it has not. */
export function stepBack(
  by: keyof Participants,
  before: Participant | undefined,
  { name, outcome, call }: Participant,
): string | undefined {
  if (!before) return undefined;
  if (by === 'claimCall') {
    const wasDue = before.call?.dueAt !== undefined;
    const wasSilent = before.outcome === 'calling' && before.call?.transactionId === undefined;
    if (!wasDue && !wasSilent) return `${name} is called again after a receipt`;
    if (before.outcome === 'declined' || before.outcome === 'joined')
      return `${name} is called although ${before.outcome}`;
    return undefined;
  }
  if (by === 'callAgain' || outcome === before.outcome || outranks(outcome, before.outcome)) {
    return (call?.attempt ?? 0) < (before.call?.attempt ?? 0) && by !== 'notPlaced'
      ? `${name} has fewer calls after ${by}`
      : undefined;
  }
  return `${name} steps back from ${before.outcome} to ${outcome} by ${by}`;
}
