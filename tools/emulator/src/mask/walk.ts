export type Path = readonly (string | number)[];

type Visit = (value: string | number, path: Path) => unknown;

/** A copy in which every text and number, and every key, is what the functions make of it. */
export function mapped(value: unknown, visit: Visit, key: (key: string) => string, path: Path = []): unknown {
  if (typeof value === 'string' || typeof value === 'number') return visit(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapped(item, visit, key, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [key(name), mapped(inner, visit, key, [...path, name])]);
  return Object.fromEntries(entries) as unknown;
}

/** Every text, number and key; a key comes with the path of its object. */
export function visitAll(value: unknown, visit: (value: string | number, path: Path) => void): void {
  const look = (one: string | number, path: Path): unknown => visit(one, path);
  mapped(value, look, (key) => {
    visit(key, []);
    return key;
  });
}
