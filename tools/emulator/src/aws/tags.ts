import { Refusal, type RefusalCode } from './refusal.ts';

/** Tags by key. */
export type Tags = Record<string, string>;

const MAX_TAGS = 50;

/** From the list of pairs that AWS's APIs take. */
export function toTags(list: readonly { Key: string; Value: string }[] = []): Tags {
  return Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
}

export function toTagList(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Existing tags with others added or overwritten; refused with `tooMany` beyond 50. */
export function withTags(tags: Tags, added: Tags, tooMany: RefusalCode): Tags {
  const merged = { ...tags, ...added };
  const count = Object.keys(merged).length;
  if (count > MAX_TAGS)
    throw new Refusal(tooMany, `A resource can have ${MAX_TAGS} tags; this one would have ${count}`);
  return merged;
}

export function withoutTags(tags: Tags, keys: readonly string[]): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)));
}
