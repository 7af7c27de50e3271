/** Star codes: the caller mutes himself, or everybody else. */
import type { LiveCall } from '@patchbay/repositories';
import { type Action, type Answer, limits, pause } from '@patchbay/sma';
import { setMuted } from './meeting.ts';
import { listen, say } from './prompts.ts';
import { store } from './state.ts';
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
  return [change, ...listen(turn), say(turn, muted ? 'muted' : 'unmuted')];
}

async function muteOthers(turn: Turn, muted: boolean): Promise<Answer> {
  const { call, deps, state } = turn;
  if (!state.conference) return listen(turn);
  const everyone = { muted, by: call.transactionId, at: deps.now() };
  // First of all: who joins from now on sees it.
  await deps.conferences.muteOthers(state.conference, everyone);
  return lists(turn, { muted, attempt: 1 });
}

/** Some were muted and one of them has left, which fails the whole list: the others once more, without him. */
export async function othersFailed(turn: Turn): Promise<Answer> {
  const { call, state } = turn;
  const { others: going } = state;
  if (!going || !call.legB?.connected) return listen(turn);
  const attempt = going.attempt + 1;
  if (attempt > ATTEMPTS) {
    return { actions: [...listen(turn), say(turn, 'not-possible')], attributes: store({ others: undefined }) };
  }
  return lists(turn, { ...going, attempt }, errorList(turn));
}

/** Something is to be done at once; if others are being muted, that begins anew after it. */
export async function beforeOthers(turn: Turn, actions: readonly Action[]): Promise<Answer> {
  if (!turn.state.others) return [...listen(turn), ...actions];
  const { actions: more = [], attributes } = answer(await lists(turn, turn.state.others));
  return { actions: [...actions, ...more.filter(({ Type }) => Type !== 'Pause')], ...(attributes && { attributes }) };
}

/** Everybody who was known has been muted: now those who came in meanwhile. */
export async function othersDone(turn: Turn): Promise<Answer> {
  const { deps, state } = turn;
  const { others: going } = state;
  if (!going) return [];
  const recent = (await others(turn)).filter(({ since }) => since > deps.now() - RECENT_MS);
  const done = store({ others: undefined });
  if (recent.length === 0) return { attributes: done };
  const ids = recent.slice(0, limits.attendees).flatMap(({ attendee }) => attendee?.attendeeId ?? []);
  // Not listening anew, which would forget a key that was just pressed.
  return { actions: [setMuted(turn, going.muted, ids)], attributes: done };
}

async function others({ call, deps, state }: Turn): Promise<LiveCall[]> {
  const { conference, place } = state;
  if (!conference || !place) return [];
  const calls = await deps.liveCalls.ofConference(conference.id, MOST_CALLS);
  return calls.filter(
    ({ transactionId, attendee }) => transactionId !== call.transactionId && attendee?.meetingId === place.meetingId,
  );
}

async function lists(
  turn: Turn,
  going: { muted: boolean; attempt: number },
  gone: readonly string[] = [],
): Promise<Answer> {
  const known = (await others(turn)).flatMap(({ attendee }) => attendee?.attendeeId ?? []);
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
