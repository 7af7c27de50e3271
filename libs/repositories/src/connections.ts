import { createHash } from 'node:crypto';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Item } from './items.ts';
import { lazyItems } from './lazy-items.ts';

/** Whoever a ticket was given to. */
export interface TicketHolder {
  owner: string;
  /** A name that others listen under, too, such as that of a group. */
  topic?: string;
}

/** An open live socket. */
export interface Connection {
  connectionId: string;
  /** Who opened it; or the topic under which it was found. */
  owner: string;
  /** URL by which messages get to it. */
  endpoint: string;
}

/**
 * The connections table: open live sockets, and the tickets that open them. Key `id`; index `owner`, newest first, has
 * connections only: one that has a topic is there a second time, under it. What has expired counts as gone before DynamoDB
 * deletes it. Everything rejects with what DynamoDB throws.
 */
export interface Connections {
  /** A ticket that opens one live socket within 30 s. Only its hash is kept. */
  createTicket(
    owner: string,
    topic?: string,
  ): Promise<{ ticket: string; /** Milliseconds since the epoch. */ expiresAt: number }>;
  /** Uses a ticket up; whose it was, or undefined when it was used, has expired, or was never given. */
  takeTicket(ticket: string): Promise<TicketHolder | undefined>;
  add(connection: Connection & TicketHolder): Promise<void>;
  /** Under its topic, too. One that is not there is no error. */
  remove(connectionId: string): Promise<void>;
  /** The newest connections of an owner, or under a topic; one that was opened a moment ago may not be among them yet. */
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
    async createTicket(owner, topic) {
      const ticket = Buffer.from(random(TICKET_BYTES)).toString('base64url');
      const expires = seconds() + TICKET_S;
      // Not under `owner`, or the index would have it.
      await put({
        ...ticketKey(ticket),
        ticketOwner: { S: owner },
        ...(topic !== undefined && { ticketTopic: { S: topic } }),
        expiresAt: { N: String(expires) },
      });
      return { ticket, expiresAt: expires * 1_000 };
    },
    async takeTicket(ticket) {
      if (!TICKET.test(ticket)) return undefined;
      const item = await (
        await load()
      ).deleteAndGet({ TableName: table, Key: ticketKey(ticket), ConditionExpression: 'attribute_exists(id)' });
      const owner = item?.['ticketOwner']?.S;
      const topic = item?.['ticketTopic']?.S;
      if (owner === undefined || !(Number(item?.['expiresAt']?.N) > seconds())) return undefined;
      return { owner, ...(topic !== undefined && { topic }) };
    },
    async add({ connectionId, owner, endpoint, topic }) {
      const item = {
        connectionId: { S: connectionId },
        endpoint: { S: endpoint },
        expiresAt: { N: String(seconds() + CONNECTION_S) },
      };
      await Promise.all([
        put({ ...item, ...connectionKey(connectionId), owner: { S: owner } }),
        ...(topic === undefined ? [] : [put({ ...item, ...topicKey(connectionId), owner: { S: topic } })]),
      ]);
    },
    async remove(connectionId) {
      const items = await load();
      const keys = [connectionKey(connectionId), topicKey(connectionId)];
      await Promise.all(keys.map((Key) => items.deleteIf({ TableName: table, Key })));
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
/** The same for every topic, so that whoever removes it need not know which it is. */
const topicKey = (connectionId: string): Item => ({ id: { S: `topic#${connectionId}` } });
