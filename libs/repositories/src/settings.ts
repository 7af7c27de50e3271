import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Items } from './items.ts';

/** Flow names by E.164 number. */
export type FlowsByNumber = Readonly<Record<string, string>>;

/** The settings table: what infra found out while it deployed. One item a subject, key `id`. */
export interface Settings {
  /**
   * Which flow each number leads to, from the item `{ id: 'number-flows', numbers: { '+12065550100': 'ivr' } }`; {}
   * before infra has written any. Throws what DynamoDB throws.
   */
  numberFlows(): Promise<FlowsByNumber>;
}

export interface SettingsOptions {
  table: string;
  client?: DynamoDBClientConfig;
}

export function createSettings({ table, client = {} }: SettingsOptions): Settings {
  let items: Promise<Items> | undefined;
  const load = (): Promise<Items> => (items ??= import('./items.ts').then(({ createItems }) => createItems(client)));
  return {
    async numberFlows() {
      const key = { id: { S: 'number-flows' } };
      const item = await (await load()).get({ TableName: table, Key: key, ProjectionExpression: 'numbers' });
      const numbers = Object.entries(item?.['numbers']?.M ?? {});
      return Object.fromEntries(
        numbers.flatMap(([number, { S: flow }]) => (flow === undefined ? [] : [[number, flow]])),
      );
    },
  };
}
