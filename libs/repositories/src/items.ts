/** The only file that loads the SDK of DynamoDB. */
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClientConfig,
  type GetItemCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';

export interface Items {
  get(input: GetItemCommandInput): Promise<Record<string, AttributeValue> | undefined>;
  /** False when the condition did not hold. */
  updateIf(input: UpdateItemCommandInput): Promise<boolean>;
}

/** Leaves a function time to answer within 5 s, whatever happens. */
const DEADLINE_MS = 2_500;

export function createItems(config: DynamoDBClientConfig): Items {
  const client = new DynamoDBClient({ maxAttempts: 3, ...config });
  return {
    async get(input) {
      return (await client.send(new GetItemCommand(input), { abortSignal: AbortSignal.timeout(DEADLINE_MS) })).Item;
    },
    async updateIf(input) {
      try {
        await client.send(new UpdateItemCommand(input), { abortSignal: AbortSignal.timeout(DEADLINE_MS) });
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
