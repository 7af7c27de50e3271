import type { Item } from '../items.ts';
import { MAIL_STATES, OUTCOMES, type Invitation, type Participant, type Place } from './participant.ts';
import type { ParticipantKey } from './participants.ts';

/** The sort keys of participants begin with it. */
export const PARTICIPANTS = '/p/';

export const participantKey = ({ eventId, series, id }: ParticipantKey): Item => ({
  eventId: { S: eventId },
  id: { S: `${series}${PARTICIPANTS}${id}` },
});

/** Of the item that has whose passcode a digest is of. */
export const passcodeKey = (eventId: string, series: string, digest: string): Item => ({
  eventId: { S: eventId },
  id: { S: `${series}/c/${digest}` },
});

export const placeItem = ({ meetingId, attendeeId, via, there, at }: Place): { M: Item } => ({
  M: {
    ...{ meetingId: { S: meetingId }, attendeeId: { S: attendeeId }, via: { S: via } },
    ...{ there: { BOOL: there }, at: { N: String(at) } },
  },
});

/** What is of the call is beside the rest, where conditions reach it. */
export function participantOf(item: Item): Participant {
  const text = (name: string) => item[name]?.S;
  const number = (name: string) => (item[name]?.N === undefined ? undefined : Number(item[name].N));
  const [series = '', id = ''] = (text('id') ?? '').split(PARTICIPANTS);
  const attempt = number('attempt');
  const texts = definedOf({
    ...{ email: text('email'), phoneNumber: text('phoneNumber'), reason: text('reason') },
    ...{ passcode: text('passcode'), link: text('link'), boundTo: text('boundTo') },
  });
  const call: Invitation | undefined =
    attempt === undefined
      ? undefined
      : {
          attempt,
          ...definedOf({ dueAt: number('dueAt'), placedAt: number('placedAt') }),
          ...definedOf({ transactionId: text('transactionId') }),
        };
  return {
    ...{ eventId: text('eventId') ?? '', series, id, name: text('name') ?? '', addedAt: number('addedAt') ?? 0 },
    ...texts,
    outcome: OUTCOMES.find((each) => each === text('outcome')) ?? 'invited',
    since: number('since') ?? 0,
    mail: MAIL_STATES.find((each) => each === text('mail')) ?? 'none',
    ...definedOf({ mailAt: number('mailAt') }),
    ...(call && { call }),
    places: Object.fromEntries(Object.entries(item['places']?.M ?? {}).map(([leg, { M = {} }]) => [leg, placeOf(M)])),
  };
}

function placeOf(item: Item): Place {
  return {
    ...{ meetingId: item['meetingId']?.S ?? '', attendeeId: item['attendeeId']?.S ?? '' },
    via: item['via']?.S === 'phone' ? 'phone' : 'browser',
    ...{ there: item['there']?.BOOL ?? false, at: Number(item['at']?.N ?? 0) },
    ...(item['againAt']?.N !== undefined && { againAt: Number(item['againAt'].N) }),
  };
}

/** Without what is undefined. */
function definedOf<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
