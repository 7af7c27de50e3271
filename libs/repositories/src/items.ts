/** The only file that loads the SDK of DynamoDB. */
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DeleteItemCommandInput,
  type DynamoDBClientConfig,
  type GetItemCommandInput,
  type PutItemCommandInput,
  type QueryCommandInput,
  type ScanCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

export interface ItemPage {
  items: Item[];
  /** Where the next page starts; undefined after the last. */
  next: Item | undefined;
}

/** Each method is one request, where it does not say otherwise. */
export interface Items {
  get(input: GetItemCommandInput): Promise<Item | undefined>;
  /** One page. */
  query(input: QueryCommandInput): Promise<Item[]>;
  /** Page after page, a request each, until there are `most` items or more. */
  queryAll(input: QueryCommandInput, most: number): Promise<Item[]>;
  scan(input: ScanCommandInput): Promise<ItemPage>;
  put(input: PutItemCommandInput): Promise<void>;
  /** False when the condition did not hold. */
  updateIf(input: UpdateItemCommandInput): Promise<boolean>;
  /** The item as it is afterwards; undefined when the condition did not hold. */
  updateAndGet(input: UpdateItemCommandInput): Promise<Item | undefined>;
  /** False when the condition did not hold. */
  deleteIf(input: DeleteItemCommandInput): Promise<boolean>;
  /** The item as it was; undefined when the condition did not hold. */
  deleteAndGet(input: DeleteItemCommandInput): Promise<Item | undefined>;
}

/** For one request with all its attempts: a function that makes three of them still answers within 5 s. */
const DEADLINE_MS = 1_000;

export function createItems(config: DynamoDBClientConfig, deadlineMs = DEADLINE_MS): Items {
  const client = new DynamoDBClient({ maxAttempts: 3, ...config });
  const inTime = () => ({ abortSignal: AbortSignal.timeout(deadlineMs) });
  return {
    get: async (input) => (await client.send(new GetItemCommand(input), inTime())).Item,
    query: async (input) => (await client.send(new QueryCommand(input), inTime())).Items ?? [],
    async queryAll(input, most) {
      const all: Item[] = [];
      let next: Item | undefined;
      do {
        const page = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: next }), inTime());
        all.push(...(page.Items ?? []));
        next = page.LastEvaluatedKey;
      } while (next && all.length < most);
      return all;
    },
    async scan(input) {
      const { Items: items = [], LastEvaluatedKey: next } = await client.send(new ScanCommand(input), inTime());
      return { items, next };
    },
    put: async (input) => void (await client.send(new PutItemCommand(input), inTime())),
    updateAndGet: (input) =>
      unlessRefused(client.send(new UpdateItemCommand({ ...input, ReturnValues: 'ALL_NEW' }), inTime())).then(
        (result) => result?.Attributes,
      ),
    updateIf: (input) => held(client.send(new UpdateItemCommand(input), inTime())),
    deleteIf: (input) => held(client.send(new DeleteItemCommand(input), inTime())),
    deleteAndGet: (input) =>
      unlessRefused(client.send(new DeleteItemCommand({ ...input, ReturnValues: 'ALL_OLD' }), inTime())).then(
        (result) => result?.Attributes,
      ),
  };
}

async function held(request: Promise<unknown>): Promise<boolean> {
  return (await unlessRefused(request)) !== undefined;
}

/** What a request gives; undefined when its condition did not hold. */
async function unlessRefused<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
