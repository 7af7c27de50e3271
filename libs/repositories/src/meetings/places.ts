import type { Items } from '../items.ts';
import { participantKey, placeItem } from './participant-item.ts';
import type { ParticipantKey, Participants } from './participants.ts';

interface PlacesOptions {
  table: string;
  load(): Promise<Items>;
}

/** Places of participants, which are in a map in their items. */
export function createPlaces({
  table,
  load,
}: PlacesOptions): Pick<Participants, 'place' | 'notePresence' | 'removePlace'> {
  const at = '#places.#place';
  const of = (key: ParticipantKey, placeId: string, fields: readonly string[] = []) => ({
    TableName: table,
    Key: participantKey(key),
    ExpressionAttributeNames: {
      ...{ '#places': 'places', '#place': placeId },
      ...Object.fromEntries(fields.map((field) => [`#${field}`, field])),
    },
  });
  return {
    async place(key, placeId, place) {
      const items = await load();
      const same = { ':meetingId': { S: place.meetingId }, ':attendeeId': { S: place.attendeeId } };
      const isNew = await items.updateIf({
        ...of(key, placeId, ['meetingId', 'attendeeId']),
        UpdateExpression: `SET ${at} = :place`,
        ConditionExpression: `attribute_exists(#places) AND (attribute_not_exists(${at}) OR ${at}.#meetingId <> :meetingId OR ${at}.#attendeeId <> :attendeeId)`,
        ExpressionAttributeValues: { ':place': placeItem(place), ...same },
      });
      if (isNew) return;
      await items.updateIf({
        ...of(key, placeId, ['meetingId', 'attendeeId', 'againAt']),
        UpdateExpression: `SET ${at}.#againAt = :time`,
        ConditionExpression: `${at}.#meetingId = :meetingId AND ${at}.#attendeeId = :attendeeId`,
        ExpressionAttributeValues: { ':time': { N: String(place.at) }, ...same },
      });
    },
    async notePresence(key, placeId, there, time) {
      return (await load()).updateIf({
        ...of(key, placeId, ['there', 'at', 'againAt']),
        UpdateExpression: `SET ${at}.#there = :there, ${at}.#at = :at`,
        ConditionExpression: `(${at}.#at < :at OR (${at}.#at = :at AND (:there = :yes OR ${at}.#there = :no))) AND (:there = :yes OR attribute_not_exists(${at}.#againAt) OR ${at}.#againAt < :at)`,
        ExpressionAttributeValues: {
          ...{ ':there': { BOOL: there }, ':at': { N: String(time) } },
          ...{ ':yes': { BOOL: true }, ':no': { BOOL: false } },
        },
      });
    },
    async removePlace(key, placeId) {
      await (
        await load()
      ).updateIf({
        ...of(key, placeId),
        UpdateExpression: `REMOVE ${at}`,
        ConditionExpression: `attribute_exists(${at})`,
      });
    },
  };
}
