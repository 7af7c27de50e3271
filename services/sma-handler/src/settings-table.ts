/** The only file that loads the SDK of DynamoDB; it is imported when a number has to be looked up. */
import { DynamoDBClient, GetItemCommand, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { FlowsByNumber } from './number-flows.ts';

/** The item that infra writes: `{ id: 'number-flows', numbers: { '+12065550100': 'ivr' } }`. */
const ID = 'number-flows';
/** Leaves time to answer within 5 s, whatever happens. */
const DEADLINE = 2_500;

/** Reads the flows of all numbers; {} before infra has written any. */
export async function readNumberFlows(table: string, config: DynamoDBClientConfig = {}): Promise<FlowsByNumber> {
  const client = new DynamoDBClient({ maxAttempts: 2, ...config });
  try {
    const command = new GetItemCommand({ TableName: table, Key: { id: { S: ID } }, ProjectionExpression: 'numbers' });
    const { Item: item } = await client.send(command, { abortSignal: AbortSignal.timeout(DEADLINE) });
    const numbers = item?.['numbers']?.M ?? {};
    return Object.fromEntries(
      Object.entries(numbers).flatMap(([number, { S: flow }]) => (flow === undefined ? [] : [[number, flow]])),
    );
  } finally {
    client.destroy();
  }
}
