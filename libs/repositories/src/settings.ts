import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Item } from './items.ts';
import { lazyItems } from './lazy-items.ts';
import { textsOf } from './pairs/item.ts';
import type { PairNumbers } from './pairs/pair.ts';

/** Flow names by E.164 number. */
export type FlowsByNumber = Readonly<Record<string, string>>;

/**
 * The settings table: what infra found out while it deployed. One item a subject, key `id`. Everything rejects with what
 * DynamoDB throws.
 */
export interface Settings {
  /**
   * Which flow each number leads to, from the item `{ id: 'number-flows', numbers: { '+12065550100': 'ivr' } }`; {}
   * before infra has written any.
   */
  numberFlows(): Promise<FlowsByNumber>;
  /**
   * The numbers that pairs are made of, from the item `{ id: 'number-pairs', sma: ['+1…'], connect: ['+1…'] }`; none
   * before infra has written any.
   */
  pairNumbers(): Promise<PairNumbers>;
  /** Who signs people in, from the item `{ id: 'sign-in', issuer, clientId }`; undefined before infra has written it. */
  signIn(): Promise<SignIn | undefined>;
  /**
   * What calls are placed with, from the item `{ id: 'telephony', sipMediaApplicationId, callerId }`; undefined before
   * infra has written it.
   */
  telephony(): Promise<Telephony | undefined>;
  /**
   * Where the pages are, without a slash at the end, from the item `{ id: 'site', url }`; undefined before infra has written
   * it, and where there are no pages.
   */
  site(): Promise<string | undefined>;
}

export interface SignIn {
  /** URL of the user pool. */
  issuer: string;
  /** Of the pool's client. */
  clientId: string;
}

export interface Telephony {
  sipMediaApplicationId: string;
  /** E.164; a number of the application. */
  callerId: string;
}

export interface SettingsOptions {
  table: string;
  client?: DynamoDBClientConfig;
  /** For one request with all its attempts; 1,000 by default. */
  deadlineMs?: number;
}

export function createSettings({ table, client = {}, deadlineMs }: SettingsOptions): Settings {
  const load = lazyItems(client, deadlineMs);
  const read = async (id: string): Promise<Item> =>
    (await (await load()).get({ TableName: table, Key: { id: { S: id } } })) ?? {};
  return {
    numberFlows: async () => textsOf((await read('number-flows'))['numbers']?.M),
    async pairNumbers() {
      const { sma, connect } = await read('number-pairs');
      return { sma: texts(sma), connect: texts(connect) };
    },
    async signIn() {
      const { issuer, clientId } = textsOf(await read('sign-in'));
      return issuer === undefined || clientId === undefined ? undefined : { issuer, clientId };
    },
    async telephony() {
      const { sipMediaApplicationId, callerId } = textsOf(await read('telephony'));
      return sipMediaApplicationId === undefined || callerId === undefined
        ? undefined
        : { sipMediaApplicationId, callerId };
    },
    site: async () => textsOf(await read('site'))['url'],
  };
}

const texts = (list: Item[string] | undefined): string[] =>
  (list?.L ?? []).flatMap(({ S }) => (S === undefined ? [] : [S]));
