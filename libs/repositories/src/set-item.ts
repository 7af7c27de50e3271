import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from './items.ts';

export interface SetItem {
  table: string;
  key: Item;
  /** Attributes to write. */
  set?: Item;
  /** Attributes to write where there are none. */
  keep?: Item;
  /** Attributes to remove. */
  remove?: readonly string[];
  /** With `#name` for an attribute and `:name` for a value. */
  condition: string;
  /** Of the condition, by name. */
  values?: Item;
}

/** An update on a condition. Every name is replaced, since many words are reserved. */
export function setItem({
  table,
  key,
  set = {},
  keep = {},
  remove = [],
  condition,
  values = {},
}: SetItem): UpdateItemCommandInput {
  const names: Record<string, string> = {};
  const written: Item = {};
  const place = (name: string, prefix: string, index: number): string => {
    names[`#${prefix}${index}`] = name;
    return `#${prefix}${index}`;
  };
  const sets = Object.entries(set).map(([name, value], index) => {
    written[`:set${index}`] = value;
    return `${place(name, 'set', index)} = :set${index}`;
  });
  const keeps = Object.entries(keep).map(([name, value], index) => {
    written[`:keep${index}`] = value;
    const at = place(name, 'keep', index);
    return `${at} = if_not_exists(${at}, :keep${index})`;
  });
  const removes = remove.map((name, index) => place(name, 'remove', index));
  for (const [, name = ''] of condition.matchAll(/#(\w+)/g)) names[`#${name}`] ??= name;
  return {
    TableName: table,
    Key: key,
    UpdateExpression: [
      ...(sets.length + keeps.length > 0 ? [`SET ${[...sets, ...keeps].join(', ')}`] : []),
      ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
    ].join(' '),
    ConditionExpression: condition,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: {
      ...written,
      ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
    },
  };
}

/** A map of texts. */
export const textMap = (texts: Readonly<Record<string, string>>) => ({
  M: Object.fromEntries(Object.entries(texts).map(([name, S]) => [name, { S }])),
});
