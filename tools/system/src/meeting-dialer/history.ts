import { type Choices, pick, weighted, whole } from './choices.ts';
import { leftovers } from './leftovers.ts';
import { type Act, createPeople } from './people.ts';
import { drawSettings } from './settings.ts';
import { openWorld } from './world.ts';

/** Nothing goes wrong after that; then all that is left must settle by itself. */
const TROUBLED_MS = 20 * 60_000;
const ACTS_MS = 15 * 60_000;
/** When everything must have settled, and when the meeting has closed and every lease is over. */
const SETTLED_MS = 12 * 3_600_000;
/** By then no message is on its way to the dead letters any more. */
const REDRIVEN_MS = TROUBLED_MS + 10 * 60_000;
const CLOSED_MS = 26 * 3_600_000;
const ENDED_MS = 5 * 60_000;

export interface Told {
  /** Everything that should not have happened. */
  wrongs: readonly string[];
  /** How many requests to AWS went wrong, functions died, and events of calls were disturbed. */
  troubles: number;
  mails: number;
  calls: number;
  /** How many have joined. */
  joined: number;
}

/** One history of the whole meeting dialer: everything in it follows from the choices and the seed. */
export async function live(choices: Choices, seed: number): Promise<Told> {
  const wrongs: string[] = [];
  const wrong = (text: string): void => void wrongs.push(text);
  const joined = new Set<string>();
  const settings = drawSettings(choices);
  const mailsOf = settings.people.map(() => 0);
  const resendsOf = settings.people.map(() => 0);
  const world = openWorld({
    ...{ choices, seed, settings, wrong },
    odds: {
      rate: choices.of('rate', 0, (random) => pick([0, 0, 0.01, 0.03, 0.1, 0.25], random)),
      isUnruly: choices.of('unruly', false, (random) => random() < 0.7),
      ms: TROUBLED_MS,
    },
    // Few of them, so that some are drawn twice.
    passcodes: 20,
    changed: ({ id, outcome }) => void (outcome === 'joined' && joined.add(id)),
    mailed(mail) {
      const index = people.mailed(mail);
      const sent = (mailsOf[index] ?? 0) + 1;
      mailsOf[index] = sent;
      if (sent > 1 + (resendsOf[index] ?? 0)) wrong(`${mail.to} gets ${sent} e-mails`);
    },
  });
  const { clock, turns, emulator, chime, aws, queue, reports, told, now } = world;
  let endedAt: number | undefined;
  const people = createPeople({
    ...{ world, choices, wrong },
    resent: (index) => void (resendsOf[index] = (resendsOf[index] ?? 0) + 1),
    ended: () => {
      endedAt ??= now();
      const calls = [...emulator.engine.transactions.keys()];
      clock.after(ENDED_MS, () => {
        if (told.troubles > 0) return;
        if (calls.some((id) => emulator.engine.transactions.has(id)))
          wrong('the meeting has ended, and a call goes on');
        if (chime.list().length > 0) wrong('the meeting has ended, and is there');
      });
    },
  });
  const soon = (ms: number, work: () => Promise<void>): void =>
    void turns.after(ms, () => void work().catch((error: unknown) => wrong(`a person fails: ${String(error)}`)));
  soon(0, () => people.schedule(choices.of('first', 'list', (random) => pick(['list', 'file'], random))));
  const acts = choices.of('acts', 0, (random) => whole(0, 12, random));
  for (let count = 0; count < acts; count++) {
    const act = choices.of<Act>('act', 'nothing', (random) =>
      weighted(
        [
          [10, 'join'],
          [6, 'dial'],
          [3, 'resend'],
          [3, 'call'],
          [1, 'list'],
          [1, 'file'],
          [1, 'add'],
          [1, 'see'],
          [1, 'end'],
        ],
        random,
      ),
    );
    const at = choices.of('act at', 1_000, (random) => whole(0, pick([20_000, 200_000, ACTS_MS], random), random));
    soon(at, () => people.does(act));
  }

  try {
    await clock.pass(REDRIVEN_MS);
    // Whoever gets the alarm has them come again.
    queue.redrive();
    await clock.pass(SETTLED_MS - REDRIVEN_MS);
    const context = { aws, chime, emulator, settings, endedAt, now, troubles: told.troubles };
    if (queue.dead > 0) wrong('a message became a dead letter when nothing went wrong any more');
    wrongs.push(...(await leftovers(context, 'settled')));
    await clock.pass(CLOSED_MS - SETTLED_MS);
    wrongs.push(...(await leftovers(context, 'closed')));
  } finally {
    chime.close();
  }
  const bad = ['handler-failed', 'invalid-answer', 'release-failed'];
  if (told.troubles === 0)
    wrongs.push(...reports.filter(({ code }) => bad.includes(code)).map(({ message }) => message));
  return { wrongs: [...new Set(wrongs)], ...told, joined: joined.size };
}
