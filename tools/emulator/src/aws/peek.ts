/** The record with this id, if there is one; safe for ids that a client made up, such as `constructor`. */
export function peek<T>(records: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(records, id) ? records[id] : undefined;
}
