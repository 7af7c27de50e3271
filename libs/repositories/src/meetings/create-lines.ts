import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Item } from '../items.ts';
import { lazyItems } from '../lazy-items.ts';
import type { Lines } from './participants.ts';

export interface LinesOptions {
  /** The counters table. */
  table: string;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

/** All leases are in one item, which must stay small. */
const MOST_LINES = 1_000;
/** So many that are over are removed at once. */
const MOST_REMOVED = 50;

/** Lines in one item of the counters table, `meeting-lines`: in `leases`, by holder, until when each is taken. */
export function createLines({ table, client = {}, deadlineMs }: LinesOptions): Lines {
  const load = lazyItems(client, deadlineMs);
  const line = { TableName: table, Key: { id: { S: 'meeting-lines' } } };
  const leases = { '#leases': 'leases' };
  const time = (ms: number) => ({ N: String(ms) });

  /** The first one of all. */
  async function begin(holder: string, until: number): Promise<boolean> {
    return (await load()).updateIf({
      ...line,
      UpdateExpression: 'SET #leases = :leases',
      ConditionExpression: 'attribute_not_exists(#leases)',
      ExpressionAttributeNames: leases,
      ExpressionAttributeValues: { ':leases': { M: { [holder]: time(until) } } },
    });
  }

  async function add(holder: string, until: number, limit: number): Promise<boolean> {
    return (await load()).updateIf({
      ...line,
      UpdateExpression: 'SET #leases.#holder = :until',
      ConditionExpression:
        'attribute_exists(#leases.#holder) OR (attribute_exists(#leases) AND size(#leases) < :limit)',
      ExpressionAttributeNames: { ...leases, '#holder': holder },
      ExpressionAttributeValues: { ':until': time(until), ':limit': time(limit) },
    });
  }

  /** Removes leases that are over, unless they are not any more. */
  async function sweep(over: [holder: string, until: string][]): Promise<void> {
    const parts = over.slice(0, MOST_REMOVED).map(([holder, until], index) => ({ holder, until, index }));
    await (
      await load()
    ).updateIf({
      ...line,
      UpdateExpression: `REMOVE ${parts.map(({ index }) => `#leases.#h${index}`).join(', ')}`,
      ConditionExpression: parts.map(({ index }) => `#leases.#h${index} = :u${index}`).join(' AND '),
      ExpressionAttributeNames: {
        ...leases,
        ...Object.fromEntries(parts.map(({ holder, index }) => [`#h${index}`, holder])),
      },
      ExpressionAttributeValues: Object.fromEntries(parts.map(({ until, index }) => [`:u${index}`, { N: until }])),
    });
  }

  return {
    async take(holder, { limit, until, now }) {
      const most = Math.min(limit, MOST_LINES);
      if (await add(holder, until, most)) return true;
      const item: Item = (await (await load()).get({ ...line, ConsistentRead: true })) ?? {};
      const taken = item['leases']?.M;
      if (!taken) return most > 0 && ((await begin(holder, until)) || add(holder, until, most));
      const over = Object.entries(taken).flatMap(([each, { N = '0' }]): [string, string][] =>
        Number(N) <= now ? [[each, N]] : [],
      );
      if (over.length === 0) return false;
      await sweep(over);
      return add(holder, until, most);
    },
    async release(holder) {
      await (
        await load()
      ).updateIf({
        ...line,
        UpdateExpression: 'REMOVE #leases.#holder',
        ConditionExpression: 'attribute_exists(#leases.#holder)',
        ExpressionAttributeNames: { ...leases, '#holder': holder },
      });
    },
  };
}
