import type { InvitationMessage } from '@patchbay/meeting-dialer';
import { weighted, type Choices } from './choices.ts';
import type { Turns } from './turns.ts';

/** As the queue `invitations` is deployed. */
const VISIBILITY_MS = 90_000;
const MOST_RECEIVES = 5;

interface Message {
  body: InvitationMessage;
  receives: number;
  /** In every receive so far something went wrong. */
  hadTrouble: boolean;
  isDeleted: boolean;
}

export interface QueueOptions {
  turns: Turns;
  choices: Choices;
  /** Whether messages come late and twice now. */
  isUnruly(): boolean;
  /** Sees to a message; false when it is to come again, or nobody is there any more to say so. */
  receive(body: InvitationMessage): Promise<{ ok: boolean; hadTrouble: boolean }>;
  /** Told of one that became a dead letter although nothing was wrong in one of its receives. */
  wrong(text: string): void;
}

/** An SQS queue: each message at least once, in any order, again when it was not deleted in time, and at last a dead letter. */
export function createQueue({ turns, choices, isUnruly, receive, wrong }: QueueOptions) {
  const dead: Message[] = [];
  const comesIn = (message: Message, ms: number): void => {
    const late = isUnruly()
      ? choices.of('message late', 0, (random) =>
          weighted(
            [
              [6, 0],
              [2, 700],
              [1, 9_000],
              [0.5, 45_000],
            ],
            random,
          ),
        )
      : 0;
    turns.after(ms + late, () => void deliver(message));
  };
  async function deliver(message: Message): Promise<void> {
    if (message.isDeleted) return;
    if (message.receives === MOST_RECEIVES) {
      dead.push(message);
      if (!message.hadTrouble) wrong('a message became a dead letter for no reason');
      return;
    }
    message.receives += 1;
    // It is seen again unless it is deleted until then.
    const again = turns.after(VISIBILITY_MS, () => void deliver(message));
    const { ok, hadTrouble } = await receive(message.body);
    message.hadTrouble &&= hadTrouble;
    if (!ok) return;
    message.isDeleted = true;
    again.cancel();
  }
  const send = (body: InvitationMessage, delaySeconds = 0): void => {
    const message: Message = { body, receives: 0, hadTrouble: true, isDeleted: false };
    comesIn(message, delaySeconds * 1_000);
    const isTwice = isUnruly() && choices.of('message twice', false, (random) => random() < 0.05);
    if (isTwice) comesIn({ ...message }, delaySeconds * 1_000);
  };
  return {
    send,
    /** How many dead letters there are. */
    get dead() {
      return dead.length;
    },
    /** Has all dead letters come again, as whoever gets the alarm does. */
    redrive(): void {
      for (const { body } of dead.splice(0)) send(body);
    },
  };
}
