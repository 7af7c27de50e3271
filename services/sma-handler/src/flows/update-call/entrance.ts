/** From the PIN to the conference's door. */
import { createHash } from 'node:crypto';
import type { Answer } from '@patchbay/sma';
import { type Conference, CONFERENCE_MS } from '@patchbay/repositories';
import { askForPin, farewell, hold, say } from './prompts.ts';
import { enterMeeting } from './meeting.ts';
import { store } from './state.ts';
import type { Turn } from './turn.ts';

const MAX_TRIES = 3;
const HOUR_MS = 3_600_000;
/** PINs that all callers together may try in vain in an hour before each has only one try a call. */
const WRONG_PINS_OF_ALL = 300;

export function welcome(turn: Turn): Answer {
  return [say(turn, 'welcome'), askForPin(turn)];
}

/** The digits are there: the conference's door opens, or another try. */
export async function pinEntered(turn: Turn): Promise<Answer> {
  const { call, deps } = turn;
  if (!call.legA?.connected) return [];
  const { from } = call.legA;
  // A try is counted before it is looked at, and given back if it was right: many at once can't outrun the count.
  const counter = isWithheld(from) ? undefined : counterOf(from, deps.now());
  const { wrongPinsPerHour: limit } = deps.conferenceSettings;
  const isCounted = !counter || (await deps.counters.count(counter, { limit, expires: expiry(deps.now()) }));
  if (!isCounted) return goodbye(turn);
  const conference = await find(turn, call.digits);
  if (!conference) return wrong(turn, isWithheld(from) ? 1 : MAX_TRIES);
  if (counter) await deps.counters.uncount(counter);
  return atTheDoor(turn, conference);
}

/** Nothing was keyed in, or nothing like a PIN, three times. */
export function goodbye(turn: Turn): Answer {
  return turn.call.legA?.connected ? farewell(turn, 'pin-goodbye') : [];
}

async function wrong(turn: Turn, most: number): Promise<Answer> {
  const { deps, state } = turn;
  const tries = state.tries + 1;
  const ofAll = `pins/${hourOf(deps.now())}`;
  const isCalm = await deps.counters.count(ofAll, { limit: WRONG_PINS_OF_ALL, expires: expiry(deps.now()) });
  if (tries >= most || !isCalm) return goodbye(turn);
  return { actions: [say(turn, 'pin-wrong'), askForPin(turn)], attributes: store({ tries }) };
}

async function find({ deps }: Turn, pin: string): Promise<Conference | undefined> {
  const { conferences, conferenceSettings, now, uuid } = deps;
  const found = await conferences.ofPin(pin);
  if (found || conferenceSettings.pins === 'opened' || !/^\d{5}$/.test(pin)) return found;
  const openedAt = now();
  const { waitingRoom } = conferenceSettings;
  const own = { id: uuid(), pin, name: `PIN ${pin}`, openedBy: 'a caller', waitingRoom, openedAt };
  await conferences.open({ ...own, closesAt: openedAt + CONFERENCE_MS });
  // Somebody else may have been faster with the same PIN.
  return conferences.ofPin(pin);
}

async function atTheDoor(turn: Turn, conference: Conference): Promise<Answer> {
  const { call, deps } = turn;
  const { id, pin, waitingRoom } = conference;
  const entered = await deps.liveCalls.enter({
    transactionId: call.transactionId,
    conferenceId: id,
    pin,
    from: call.legA?.from ?? '',
    state: waitingRoom ? 'waiting' : 'joined',
    sipMediaApplicationId: call.sipMediaApplicationId,
    createdAt: deps.now(),
  });
  if (!entered) return goodbye(turn);
  if (!waitingRoom) {
    // Nobody in the meeting waits until operators have been told.
    const [answer] = await Promise.all([intoMeeting(turn, conference), deps.tellOperators.about(entered)]);
    return answer;
  }
  await deps.tellOperators.about(entered);
  return {
    actions: [say(turn, 'waiting'), ...hold(turn)],
    attributes: store({ step: 'waiting', conference: { pin, id }, since: deps.now() }),
  };
}

async function intoMeeting(turn: Turn, conference: Conference): Promise<Answer> {
  const entry = await enterMeeting(turn, conference);
  if (entry.ok) return { actions: [entry.join], attributes: entry.attributes };
  if (entry.reason === 'quota') return farewell(turn, 'full');
  throw new Error(`The meeting can not be joined: ${entry.message}`, { cause: entry.cause });
}

/** Those who hide their number can't be told apart: one who guesses must not lock the others out. */
const isWithheld = (from: string): boolean => !/\d/.test(from);

/** By caller. No number is in it. */
function counterOf(from: string, now: number): string {
  return `pins/${hourOf(now)}/${createHash('sha256').update(from).digest('hex')}`;
}

const hourOf = (now: number): number => Math.floor(now / HOUR_MS);
const expiry = (now: number): number => ((hourOf(now) + 1) * HOUR_MS) / 1_000;
