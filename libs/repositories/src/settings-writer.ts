import type { Item } from './items.ts';
import { lazyItems } from './lazy-items.ts';
import type { FlowsByNumber, SettingsOptions, SignIn, Telephony } from './settings.ts';

/** All that infra finds out while it deploys. */
export interface WrittenSettings {
  signIn: SignIn;
  /** Absent as long as there is no number to call from. */
  telephony?: Telephony;
  numberFlows: FlowsByNumber;
  /** Where the pages are; absent where there are none. */
  site?: string;
}

/** What infra writes for the functions, which read it as `Settings`. Everything rejects with what DynamoDB throws. */
export interface SettingsWriter {
  /** Puts all items, each by itself. */
  write(settings: WrittenSettings): Promise<void>;
  /** Deletes them, and does nothing where there are none. */
  clear(): Promise<void>;
}

export function createSettingsWriter({ table, client = {}, deadlineMs }: SettingsOptions): SettingsWriter {
  const load = lazyItems(client, deadlineMs);
  const put = async (id: string, item: Item) =>
    (await load()).put({ TableName: table, Item: { id: { S: id }, ...item } });
  const remove = async (id: string) =>
    void (await (await load()).deleteIf({ TableName: table, Key: { id: { S: id } } }));
  return {
    async write({ signIn, telephony, numberFlows, site }) {
      await put('sign-in', textsToItem({ ...signIn }));
      await put('number-flows', { numbers: { M: textsToItem(numberFlows) } });
      await (telephony === undefined ? remove('telephony') : put('telephony', textsToItem({ ...telephony })));
      await (site === undefined ? remove('site') : put('site', textsToItem({ url: site })));
    },
    async clear() {
      for (const id of ['sign-in', 'number-flows', 'telephony', 'site']) await remove(id);
    },
  };
}

const textsToItem = (texts: Readonly<Record<string, string>>): Item =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, { S: text }]));
