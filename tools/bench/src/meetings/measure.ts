import type { Row } from '../suite.ts';
import type { Contestant } from './contestant.ts';
import { doneFor, type Figures, figuresUntil, momentOf } from './figures.ts';
import { type Circumstances, openWorld } from './world.ts';

interface Measured {
  /** Everybody has an e-mail, and everybody's call is placed, lost or kept for later. */
  queued: Figures;
  /** Undefined when some never were. */
  called: Figures | undefined;
  /** Of how many people a call was placed. */
  reached: number;
  /** How many came into the meeting. */
  joined: number;
  refused: number;
  /** After the 60 s that a function of the predecessor has. */
  atTimeout: { mailed: number; called: number };
  /** Of the calls themselves, from their first event to their last. */
  flowRequests: number;
}

const CALL = 'CreateSipMediaApplicationCall';
const MAIL = 'SendEmail';
const TIMEOUT_MS = 60_000;

async function measure(contestant: Contestant, given: Circumstances, placesWithMails: boolean): Promise<Measured> {
  const world = await openWorld(given);
  try {
    const invite = await contestant.prepare(world);
    const beganAt = world.time.now();
    await invite();
    const { sent, people, joined } = world;
    const mailedAt = momentOf(sent, MAIL, people.length);
    if (mailedAt === undefined) throw new Error('Somebody has not been mailed');
    const calledAt = momentOf(sent, CALL, people.length);
    const queuedAt = placesWithMails ? Math.max(...sent.map(({ to }) => to)) : mailedAt;
    const atTimeout = (operation: string) => doneFor(sent, operation, beganAt + TIMEOUT_MS);
    return {
      queued: figuresUntil(sent, beganAt, queuedAt),
      called: calledAt === undefined ? undefined : figuresUntil(sent, beganAt, calledAt),
      reached: doneFor(sent, CALL),
      joined: joined.size,
      refused: sent.filter(({ operation, status }) => operation === CALL && status >= 300).length,
      atTimeout: { mailed: atTimeout(MAIL), called: atTimeout(CALL) },
      flowRequests: world.flowSent.length,
    };
  } finally {
    await world.close();
  }
}

/** Ours beside theirs. */
export async function compare(
  name: string,
  given: Circumstances,
  { ours: our, theirs: their }: Record<'ours' | 'theirs', Contestant>,
): Promise<Row[]> {
  const [ours, theirs] = [await measure(our, given, false), await measure(their, given, true)];
  const { mailed, called } = theirs.atTimeout;
  const row = (what: string, unit: string, value: number, other: number | undefined, detail?: string): Row => ({
    ...{ what: `${name}, ${what}`, value, unit },
    ...(other !== undefined && { comparedWith: { what: their.name, value: other } }),
    ...(detail !== undefined && { detail }),
  });
  const rows = (what: string, one: Figures, other: Figures | undefined): Row[] => [
    row(what, 'requests', one.requests, other?.requests, one.detail),
    row(`${what}, one after the other`, 'requests', one.depth, other?.depth),
    row(what, 's', one.seconds, other?.seconds),
  ];
  return [
    ...rows('to all e-mailed, all calls queued', ours.queued, theirs.queued),
    ...(ours.called ? rows('to all called', ours.called, theirs.called) : []),
    row(
      'called',
      'people',
      ours.reached,
      theirs.reached,
      `${their.name} in the 60 s that its function has: ${mailed} e-mailed, ${called} called`,
    ),
    row('requests for a call that came to nothing', 'requests', ours.refused, theirs.refused),
    ...(given.manner === 'stay' ? [row('came into the meeting', 'people', ours.joined, theirs.joined)] : []),
    row(
      'by the function of the calls',
      'requests a call',
      ours.flowRequests / ours.reached,
      theirs.flowRequests / theirs.reached,
    ),
  ];
}
