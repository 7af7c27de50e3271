/** Star codes: the caller mutes himself, or everybody else. */
import { type Everyone, isMuted, type LiveCall } from '@patchbay/repositories';
import { type Action, type Answer, type Call, limits, pause } from '@patchbay/sma';
import { setMuted } from './meeting.ts';
import { listen, say } from './prompts.ts';
import { type Others, store } from './state.ts';
import { answer, type Turn } from './turn.ts';

/** More than a meeting has attendees. */
const MOST_CALLS = 300;
/** Beside them there is room for a pause, the prompt, listening, and what an operator asks for meanwhile. */
const MOST_LISTS = limits.actions - 5;
const ATTEMPTS = 4;
/** Somebody has just left, and the index of who is there may not know it yet. */
const RETRY_MS = 500;
/** Who came in shortly before may have been missing in the index; and after that he sees for himself. */
const RECENT_MS = 15_000;

export async function starCode(turn: Turn): Promise<Answer> {
  const { call, state } = turn;
  // Elsewhere an answer would take the place of what is heard; the meeting listens anew.
  if (state.step !== 'joined') return [];
  switch (call.digits) {
    case '*5':
      return muteOthers(turn, true);
    case '*6':
      return muteOthers(turn, false);
    case '*7':
      return muteOneself(turn, true);
    case '*8':
      return muteOneself(turn, false);
    default:
      return listen(turn);
  }
}

async function muteOneself(turn: Turn, muted: boolean): Promise<Answer> {
  const { call, deps, state } = turn;
  if (!state.place) return listen(turn);
  const own = { muted, at: deps.now() };
  const known = await deps.liveCalls.change(call.transactionId, { own }, deps.now());
  if (known) await deps.tellOperators.about(known);
  const change = setMuted(turn, muted, [state.place.attendeeId]);
  return withOthers(turn, [change], say(turn, muted ? 'muted' : 'unmuted'));
}

async function muteOthers(turn: Turn, muted: boolean): Promise<Answer> {
  const { call, deps, state } = turn;
  if (!state.conference) return listen(turn);
  await keepOwn(turn, state.conference);
  const going = { muted, attempt: 1, at: deps.now() };
  // First of all: who joins from now on sees it.
  const isLatest = await deps.conferences.muteOthers(state.conference, everyoneOf(call, going));
  return isLatest ? lists(turn, going) : [...listen(turn), say(turn, 'not-possible')];
}

/** What is asked for everybody else does not hold for whoever asks: what held for him before still does. */
async function keepOwn({ call, deps }: Turn, { pin, id }: { pin: string; id: string }): Promise<void> {
  const { transactionId } = call;
  const [known, conference] = await Promise.all([deps.liveCalls.get(transactionId), deps.conferences.ofPin(pin, id)]);
  if (!known) return;
  const muted = isMuted(known, conference ?? {});
  if (muted === (known.own?.muted ?? false)) return;
  await deps.liveCalls.change(transactionId, { own: { muted, at: deps.now() } }, deps.now());
}

/** Some were muted and one of them has left, which fails the whole list: the others once more, without him. */
export async function othersFailed(turn: Turn): Promise<Answer> {
  const { call, state } = turn;
  const { others: going } = state;
  if (!going || !call.legB?.connected) return listen(turn);
  const attempt = going.attempt + 1;
  const own = await ownSince(turn, going);
  if (attempt > ATTEMPTS || !(await isLatest(turn, going))) {
    return { actions: [...own, ...listen(turn), say(turn, 'not-possible')], attributes: store({ others: undefined }) };
  }
  const { actions = [], attributes = {} } = answer(await lists(turn, { ...going, attempt }, errorList(turn)));
  return { actions: [...own, ...actions], attributes };
}

/** What has been asked for the caller himself since then, and was lost with the list that has failed. */
async function ownSince(turn: Turn, { at }: Others): Promise<Action[]> {
  const { call, deps, state } = turn;
  const { own } = (await deps.liveCalls.get(call.transactionId)) ?? {};
  return own && own.at >= at && state.place ? [setMuted(turn, own.muted, [state.place.attendeeId])] : [];
}

/** Something is to be done at once, and something heard; if others are being muted, that begins anew in between. */
export async function withOthers(turn: Turn, first: readonly Action[], heard: Action): Promise<Answer> {
  const { others: going } = turn.state;
  if (!going || !(await isLatest(turn, going))) {
    return { actions: [...first, ...listen(turn), heard], attributes: store({ others: undefined }) };
  }
  const { actions = [], attributes = {} } = answer(await lists(turn, going));
  return { actions: [...first, ...actions.filter(({ Type }) => Type !== 'Pause'), heard], attributes };
}

/** Everybody who was known has been muted: now those who came in meanwhile. */
export async function othersDone(turn: Turn): Promise<Answer> {
  const { deps, state } = turn;
  const { others: going } = state;
  if (!going) return [];
  const attributes = store({ others: undefined });
  if (!(await isLatest(turn, going))) return { attributes };
  const recent = (await others(turn, going)).filter(({ since }) => since > deps.now() - RECENT_MS);
  if (recent.length === 0) return { attributes };
  const ids = recent.slice(0, limits.attendees).flatMap(({ attendee }) => attendee?.attendeeId ?? []);
  // Not listening anew, which would forget a key that was just pressed.
  return { actions: [setMuted(turn, going.muted, ids)], attributes };
}

const everyoneOf = ({ transactionId }: Call, { muted, at }: Others): Everyone => ({ muted, by: transactionId, at });

/** Nobody has asked for something else since. Of a conference that has closed nothing is known any more. */
async function isLatest({ call, deps, state }: Turn, { at }: Others): Promise<boolean> {
  const { conference } = state;
  const open = conference && (await deps.conferences.ofPin(conference.pin, conference.id));
  return !open || (open.everyone?.by === call.transactionId && open.everyone.at === at);
}

/** Those for whom it holds: not whoever has muted or unmuted himself since. */
async function others({ call, deps, state }: Turn, going: Others): Promise<LiveCall[]> {
  const { conference, place } = state;
  if (!conference || !place) return [];
  const everyone = everyoneOf(call, going);
  const calls = await deps.liveCalls.ofConference(conference.id, MOST_CALLS);
  return calls.filter(
    (each) =>
      each.transactionId !== call.transactionId &&
      each.attendee?.meetingId === place.meetingId &&
      isMuted(each, { everyone }) === going.muted,
  );
}

async function lists(turn: Turn, going: Others, gone: readonly string[] = []): Promise<Answer> {
  const known = (await others(turn, going)).flatMap(({ attendee }) => attendee?.attendeeId ?? []);
  const ids = known.filter((id) => !gone.includes(id));
  // Smaller lists each time, so that one who is gone keeps fewer from being muted.
  const size = Math.max(Math.ceil(ids.length / MOST_LISTS), limits.attendees >> (going.attempt - 1), 1);
  const count = Math.ceil(ids.length / size);
  const wait = going.attempt > 1 ? [pause({ DurationInMilliseconds: RETRY_MS })] : [];
  const changes = Array.from({ length: count }, (_, index) =>
    setMuted(turn, going.muted, ids.slice(index * size, (index + 1) * size)),
  );
  return {
    actions: [...wait, ...changes, ...listen(turn), say(turn, going.muted ? 'others-muted' : 'others-unmuted')],
    attributes: store({ others: going }),
  };
}

/** Attendees that the service names as not being there, if it does. */
function errorList({ call }: Turn): string[] {
  const { event } = call;
  if (event.InvocationEventType !== 'ACTION_FAILED') return [];
  const list: unknown = 'ErrorList' in event.ActionData ? event.ActionData.ErrorList : undefined;
  return Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string') : [];
}
