/** The only file that loads the SDK of DynamoDB. */
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  UpdateItemCommand,
  type DynamoDBClientConfig,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';

export interface Items {
  /** False when the condition did not hold. */
  updateIf(input: UpdateItemCommandInput): Promise<boolean>;
}

/** Leaves a function time to answer within 5 s, whatever happens. */
const DEADLINE_MS = 2_500;

export function createItems(config: DynamoDBClientConfig): Items {
  const client = new DynamoDBClient({ maxAttempts: 3, ...config });
  return {
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
