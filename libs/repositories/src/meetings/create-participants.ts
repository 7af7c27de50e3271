import type { Item } from '../items.ts';
import { lazyItems } from '../lazy-items.ts';
import { setItem, type SetItem } from '../set-item.ts';
import { expiryOf, type MeetingsTableOptions } from './create-scheduled-meetings.ts';
import { CALL_MS, OUTCOMES, outranks, type Participant, placesIn } from './participant.ts';
import { participantKey, participantOf, passcodeKey } from './participant-item.ts';
import { createPlaces } from './places.ts';
import type { ParticipantKey, Participants } from './participants.ts';

/** Many more than a meeting has room for: whoever adds others at the same moment does not see them. */
const MOST = 1_000;
const IS_NEW = 'attribute_not_exists(#id)';
/** That a call is placed, and has not said a word. */
const SILENT = 'attribute_exists(#placedAt) AND attribute_not_exists(#dueAt) AND attribute_not_exists(#transactionId)';

/**
 * Participants in the meetings table: `id` is `<series>/p/<id of the participant>`. Whose passcode a digest is of has an item
 * of its own, `<series>/c/<digest>`, and holds while it is the one that the participant has.
 */
export function createParticipants({ table, client = {}, deadlineMs }: MeetingsTableOptions): Participants {
  const load = lazyItems(client, deadlineMs);
  const number = (value: number) => ({ N: String(value) });
  const get = async (key: ParticipantKey): Promise<Participant | undefined> => {
    const item = await (await load()).get({ TableName: table, Key: participantKey(key), ConsistentRead: true });
    return item && participantOf(item);
  };
  const changes = (key: ParticipantKey, change: Omit<SetItem, 'table' | 'key'>) =>
    setItem({ table, key: participantKey(key), ...change });
  const changeIf = async (key: ParticipantKey, change: Omit<SetItem, 'table' | 'key'>): Promise<boolean> =>
    (await load()).updateIf(changes(key, change));
  /** The participant then, changed or not. */
  const changeAndGet = async (key: ParticipantKey, change: Omit<SetItem, 'table' | 'key'>) => {
    const item = await (await load()).updateAndGet(changes(key, change));
    return item ? participantOf(item) : get(key);
  };
  const calling = { calling: { S: 'calling' } };
  return {
    get,
    ...createPlaces({ table, load }),
    async add({ callAt, closesAt, mail, name, addedAt, email, phoneNumber, ...key }) {
      const set: Item = {
        ...{
          name: { S: name },
          addedAt: number(addedAt),
          since: number(addedAt),
          expiresAt: { N: expiryOf(closesAt) },
        },
        ...{ mail: { S: mail }, outcome: { S: 'invited' }, places: { M: {} } },
        ...(email !== undefined && { email: { S: email } }),
        ...(phoneNumber !== undefined && { phoneNumber: { S: phoneNumber } }),
        ...(callAt !== undefined && { attempt: number(0), dueAt: number(callAt) }),
      };
      return changeIf(key, { set, condition: IS_NEW });
    },
    async list({ eventId, series }) {
      const { id } = participantKey({ eventId, series, id: '' });
      const items = await (
        await load()
      ).queryAll(
        {
          TableName: table,
          KeyConditionExpression: '#eventId = :eventId AND begins_with(#id, :id)',
          ExpressionAttributeNames: { '#eventId': 'eventId', '#id': 'id' },
          ExpressionAttributeValues: { ':eventId': { S: eventId }, ...(id && { ':id': id }) },
          ConsistentRead: true,
        },
        MOST,
      );
      return items.map(participantOf).sort((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1));
    },
    async ofPasscode({ eventId, series }, passcode) {
      const item = await (
        await load()
      ).get({ TableName: table, Key: passcodeKey(eventId, series, passcode), ConsistentRead: true });
      const id = item?.['participant']?.S;
      const participant = id === undefined ? undefined : await get({ eventId, series, id });
      return participant?.passcode === passcode ? participant : undefined;
    },

    async claimMail({ eventId, series, id }, { passcode, link }, now) {
      const known = await get({ eventId, series, id });
      if (known?.mail === 'sending' && known.link === link) return 'claimed';
      if (known?.mail !== 'due') return 'not-due';
      const isFree = await (
        await load()
      ).updateIf(
        setItem({
          table,
          key: passcodeKey(eventId, series, passcode),
          // Nobody asks for it any more when the meeting has closed, within a week.
          set: { participant: { S: id }, expiresAt: { N: expiryOf(now + WEEK_MS) } },
          condition: `${IS_NEW} OR #participant = :participant`,
          values: { participant: { S: id } },
        }),
      );
      if (!isFree) return 'taken';
      const claimed = await changeIf(known, {
        set: { mail: { S: 'sending' }, mailAt: number(now), passcode: { S: passcode }, link: { S: link } },
        // With what it has been somebody's nobody comes again: a new invitation is the first one's who brings it.
        remove: ['boundTo'],
        // The second of two attempts finds what the first has written.
        condition: '#mail = :due OR (#mail = :sending AND #link = :link)',
        values: { due: { S: 'due' }, sending: { S: 'sending' }, link: { S: link } },
      });
      return claimed ? 'claimed' : 'not-due';
    },
    async mailed(key, link, state) {
      await changeIf(key, {
        set: { mail: { S: state } },
        condition: '#mail = :sending AND #link = :link',
        values: { sending: { S: 'sending' }, link: { S: link } },
      });
    },
    resend: (key) =>
      changeAndGet(key, {
        set: { mail: { S: 'due' } },
        condition: 'attribute_exists(#email) AND #mail <> :sending',
        values: { sending: { S: 'sending' } },
      }),

    async claimCall(key, { now, patienceMs }) {
      const known = await get(key);
      if (!known?.call) return undefined;
      const { attempt: before } = known.call;
      const claimed = await changeIf(key, {
        set: { attempt: number(before + 1), placedAt: number(now), outcome: { S: 'calling' }, since: number(now) },
        remove: ['dueAt', 'transactionId', 'reason'],
        condition: `#attempt = :before AND (#dueAt <= :now OR (${SILENT} AND #outcome = :calling AND #placedAt <= :silent))`,
        values: { ...calling, before: number(before), now: number(now), silent: number(now - patienceMs) },
      });
      return claimed ? { attempt: before + 1 } : undefined;
    },
    async notPlaced(key, attempt, then, now) {
      const about = { condition: `#attempt = :attempt AND ${SILENT}`, values: { attempt: number(attempt) } };
      if ('dueAt' in then) {
        const set = { attempt: number(attempt - 1), dueAt: number(then.dueAt) };
        await changeIf(key, { ...about, set, remove: ['placedAt'] });
      } else {
        const set = { outcome: { S: 'failed' }, reason: { S: then.reason }, since: number(now) };
        await changeIf(key, { ...about, set });
      }
    },
    receipt: (key, attempt, transactionId) =>
      changeIf(key, {
        set: { transactionId: { S: transactionId } },
        condition:
          '#attempt = :attempt AND attribute_not_exists(#dueAt) AND (attribute_not_exists(#transactionId) OR #transactionId = :transactionId)',
        values: { attempt: number(attempt), transactionId: { S: transactionId } },
      }),
    async callAgain(key, now, meetingId) {
      const known = await get(key);
      if (!known || placesIn(known, meetingId).length > 0) return known;
      return changeAndGet(key, {
        set: { dueAt: number(now), outcome: { S: 'invited' }, since: number(now) },
        keep: { attempt: number(0) },
        remove: ['placedAt', 'transactionId', 'reason'],
        condition:
          'attribute_exists(#phoneNumber) AND (attribute_not_exists(#placedAt) OR #placedAt <= :over OR NOT #outcome IN (:calling, :answered))',
        values: { ...calling, answered: { S: 'answered' }, over: number(now - CALL_MS) },
      });
    },
    async conclude(key, { outcome, transactionId, reason, retryAt, at }) {
      const before = OUTCOMES.filter((each) => outranks(outcome, each));
      const isOf = '#transactionId = :transactionId AND attribute_not_exists(#dueAt)';
      return changeAndGet(key, {
        set: {
          ...{ outcome: { S: outcome }, since: number(at) },
          ...(reason !== undefined && { reason: { S: reason } }),
          ...(retryAt !== undefined && { dueAt: number(retryAt) }),
        },
        remove: [
          ...(reason === undefined ? ['reason'] : []),
          ...(retryAt === undefined ? ['dueAt'] : ['placedAt', 'transactionId']),
        ],
        condition: `#outcome IN (${before.map((_, index) => `:before${index}`).join(', ')})${transactionId === undefined ? '' : ` AND ${isOf}`}`,
        values: {
          ...Object.fromEntries(before.map((each, index) => [`before${index}`, { S: each }])),
          ...(transactionId !== undefined && { transactionId: { S: transactionId } }),
        },
      });
    },

    bind: (key, userId) =>
      changeIf(key, {
        set: { boundTo: { S: userId } },
        condition: 'attribute_exists(#id) AND (attribute_not_exists(#boundTo) OR #boundTo = :user)',
        values: { user: { S: userId } },
      }),
  };
}

/** The longest that a meeting can be joined. */
const WEEK_MS = 7 * 86_400_000;
