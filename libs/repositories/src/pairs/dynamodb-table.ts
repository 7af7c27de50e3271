import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item, Items } from '../items.ts';
import { stateOf } from './item.ts';
import type { Pair, PairState } from './pair.ts';
import type { PairTable } from './store.ts';

/**
 * The pairs table in DynamoDB: partition key `sma_number`, sort key `connect_number`; index `free` with partition key
 * `shard` and sort key `connect_number`, in which a pair is only while it is free.
 */
export function createDynamoDbPairTable(TableName: string, load: () => Promise<Items>): PairTable {
  const change = async (pair: Pair, condition: string, update: string, values: Item = {}): Promise<boolean> =>
    (await load()).updateIf({
      TableName,
      Key: keyOf(pair),
      UpdateExpression: update,
      ConditionExpression: condition,
      ...used(`${condition} ${update}`, values),
    });
  const remove = async (pair: Pair, condition: string, values: Item = {}): Promise<boolean> =>
    (await load()).deleteIf({
      TableName,
      Key: keyOf(pair),
      ConditionExpression: condition,
      ...used(condition, values),
    });
  const OWN = '#owner = :owner';
  const FREE = 'attribute_exists(#shard)';
  return {
    // An attempt that was answered too late is repeated by the SDK: it must find its own claim as good as a free pair.
    take: (pair, { owner, expires, data }) =>
      change(
        pair,
        `${FREE} OR ${OWN}`,
        'SET #owner = :owner, #expires = :expires, #data = :data REMOVE #shard, #pending',
        { ':owner': { S: owner }, ':expires': seconds(expires), ':data': texts(data) },
      ),
    async free({ shard, limit, forward }) {
      const page = await (
        await load()
      ).query({
        TableName,
        IndexName: 'free',
        KeyConditionExpression: '#shard = :shard',
        ...used('#shard', { ':shard': { S: shard } }),
        Limit: limit,
        ScanIndexForward: forward,
      });
      return page.map(stateOf).map(({ smaNumber, connectNumber }) => ({ smaNumber, connectNumber }));
    },
    async get(pair) {
      const item = await (await load()).get({ TableName, Key: keyOf(pair), ConsistentRead: true });
      return item && stateOf(item);
    },
    renew: (pair, owner, expires) =>
      change(pair, OWN, 'SET #expires = :expires', { ':owner': { S: owner }, ':expires': seconds(expires) }),
    release: (pair, owner, shard) =>
      change(
        pair,
        `${OWN} AND attribute_not_exists(#retired)`,
        'SET #shard = :shard REMOVE #owner, #expires, #data, #pending',
        { ':owner': { S: owner }, ':shard': { S: shard } },
      ),
    drop: (pair, owner) => remove(pair, `${OWN} AND attribute_exists(#retired)`, { ':owner': { S: owner } }),
    mark: (pair, owner, since) =>
      change(pair, `${OWN} AND attribute_not_exists(#pending)`, 'SET #pending = :since', {
        ':owner': { S: owner },
        ':since': seconds(since),
      }),
    unmark: (pair, owner) => change(pair, OWN, 'REMOVE #pending', { ':owner': { S: owner } }),
    async list() {
      const states: PairState[] = [];
      let start: Item | undefined;
      do {
        const { items, next } = await (
          await load()
        ).scan({
          TableName,
          ConsistentRead: true,
          ProjectionExpression: 'sma_number, connect_number, #shard, #owner, #expires, #pending, #retired',
          ...used('#shard #owner #expires #pending #retired'),
          ...(start && { ExclusiveStartKey: start }),
        });
        states.push(...items.map(stateOf));
        start = next;
      } while (start);
      return states;
    },
    create: (pair, shard) =>
      change(pair, 'attribute_not_exists(sma_number)', 'SET #shard = :shard', { ':shard': { S: shard } }),
    remove: (pair) => remove(pair, FREE),
    setRetired: (pair, retired) =>
      retired
        ? change(pair, 'attribute_exists(#owner)', 'SET #retired = :true', { ':true': { BOOL: true } })
        : change(pair, 'attribute_exists(#owner)', 'REMOVE #retired'),
    reshard: (pair, shard) => change(pair, FREE, 'SET #shard = :shard', { ':shard': { S: shard } }),
  };
}

const NAMES: Readonly<Record<string, string>> = {
  '#shard': 'shard',
  '#owner': 'owner',
  '#expires': 'expires',
  '#data': 'data',
  '#pending': 'transfer_pending',
  '#retired': 'retired',
};

/** DynamoDB refuses names that no expression uses. */
function used(
  expressions: string,
  values: Item = {},
): Pick<UpdateItemCommandInput, 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> {
  const names = Object.entries(NAMES).filter(([name]) => expressions.includes(name));
  return {
    ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names) }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

const keyOf = ({ smaNumber, connectNumber }: Pair): Item => ({
  sma_number: { S: smaNumber },
  connect_number: { S: connectNumber },
});
const seconds = (value: number) => ({ N: String(value) });
const texts = (data: Readonly<Record<string, string>>) => ({
  M: Object.fromEntries(Object.entries(data).map(([name, S]) => [name, { S }])),
});
