import { createHash } from 'node:crypto';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Item } from './items.ts';
import { lazyItems } from './lazy-items.ts';

/** An open live socket. */
export interface Connection {
  connectionId: string;
  /** Who opened it. */
  owner: string;
  /** URL by which messages get to it. */
  endpoint: string;
}

/**
 * The connections table: open live sockets, and the tickets that open them. Key `id`; index `owner`, newest first, has
 * connections only. What has expired counts as gone before DynamoDB deletes it. Everything rejects with what DynamoDB
 * throws.
 */
export interface Connections {
  /** A ticket that opens one live socket within 30 s. Only its hash is kept. */
  createTicket(owner: string): Promise<{ ticket: string; /** Milliseconds since the epoch. */ expiresAt: number }>;
  /** Uses a ticket up; whose it was, or undefined when it was used, has expired, or was never given. */
  takeTicket(ticket: string): Promise<string | undefined>;
  add(connection: Connection): Promise<void>;
  /** One that is not there is no error. */
  remove(connectionId: string): Promise<void>;
  /** The newest connections of an owner; one that was opened a moment ago may not be among them yet. */
  ofOwner(owner: string, limit: number): Promise<Connection[]>;
}

export interface ConnectionsOptions {
  table: string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** That many random bytes, from which tickets are made. */
  random(bytes: number): Uint8Array;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

const TICKET_BYTES = 32;
const TICKET_S = 30;
/** What base64url makes of the bytes. */
const TICKET = /^[\w-]{43}$/;
/** API Gateway ends a connection after 2 h. */
const CONNECTION_S = 130 * 60;

export function createConnections({ table, now, random, client = {}, deadlineMs }: ConnectionsOptions): Connections {
  const load = lazyItems(client, deadlineMs);
  const seconds = () => Math.floor(now() / 1_000);
  const put = async (item: Item): Promise<void> => (await load()).put({ TableName: table, Item: item });
  return {
    async createTicket(owner) {
      const ticket = Buffer.from(random(TICKET_BYTES)).toString('base64url');
      const expires = seconds() + TICKET_S;
      // Not under `owner`, or the index would have it.
      await put({ ...ticketKey(ticket), ticketOwner: { S: owner }, expiresAt: { N: String(expires) } });
      return { ticket, expiresAt: expires * 1_000 };
    },
    async takeTicket(ticket) {
      if (!TICKET.test(ticket)) return undefined;
      const item = await (
        await load()
      ).deleteAndGet({ TableName: table, Key: ticketKey(ticket), ConditionExpression: 'attribute_exists(id)' });
      return Number(item?.['expiresAt']?.N) > seconds() ? item?.['ticketOwner']?.S : undefined;
    },
    add: ({ connectionId, owner, endpoint }) =>
      put({
        ...connectionKey(connectionId),
        connectionId: { S: connectionId },
        owner: { S: owner },
        endpoint: { S: endpoint },
        expiresAt: { N: String(seconds() + CONNECTION_S) },
      }),
    async remove(connectionId) {
      await (await load()).deleteIf({ TableName: table, Key: connectionKey(connectionId) });
    },
    async ofOwner(owner, limit) {
      const items = await (
        await load()
      ).query({
        TableName: table,
        IndexName: 'owner',
        KeyConditionExpression: '#owner = :owner AND #expiry > :now',
        ExpressionAttributeNames: { '#owner': 'owner', '#expiry': 'expiresAt' },
        ExpressionAttributeValues: { ':owner': { S: owner }, ':now': { N: String(seconds()) } },
        ScanIndexForward: false,
        Limit: limit,
      });
      return items.map(({ connectionId, endpoint }) => ({
        connectionId: connectionId?.S ?? '',
        owner,
        endpoint: endpoint?.S ?? '',
      }));
    },
  };
}

const ticketKey = (ticket: string): Item => ({
  id: { S: `ticket#${createHash('sha256').update(ticket).digest('hex')}` },
});
const connectionKey = (connectionId: string): Item => ({ id: { S: `connection#${connectionId}` } });
