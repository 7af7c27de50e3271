import type { LocalDynamoDb } from '@patchbay/local';

type Definition = Parameters<LocalDynamoDb['createTable']>[0];

const key = (AttributeName: string, AttributeType: 'S' | 'N' = 'S') => ({ AttributeName, AttributeType });
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' }) as const;
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' }) as const;
const all = { ProjectionType: 'ALL' } as const;

/** The tables that calls from a browser need, as infra defines them. */
export function tablesFor(
  names: Readonly<Record<'settings' | 'calls' | 'requests' | 'counters' | 'connections', string>>,
): Definition[] {
  const simple = (TableName: string): Definition => ({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [key('id')],
    KeySchema: [hash('id')],
  });
  return [
    simple(names.settings),
    simple(names.requests),
    simple(names.counters),
    {
      TableName: names.calls,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [key('transactionId'), key('owner'), key('createdAt', 'N'), key('meetingId')],
      KeySchema: [hash('transactionId')],
      GlobalSecondaryIndexes: [
        { IndexName: 'owner', KeySchema: [hash('owner'), range('createdAt')], Projection: all },
        { IndexName: 'meeting', KeySchema: [hash('meetingId')], Projection: all },
      ],
    },
    {
      TableName: names.connections,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [key('id'), key('owner'), key('expiresAt', 'N')],
      KeySchema: [hash('id')],
      GlobalSecondaryIndexes: [{ IndexName: 'owner', KeySchema: [hash('owner'), range('expiresAt')], Projection: all }],
    },
  ];
}
