const PLACEHOLDER = /\$\{([A-Za-z][A-Za-z0-9]*)\}/g;

export type Placeholders = Readonly<Record<string, string>>;

/** Fills `${Name}` in every text of a JSON value. `missing` is told the names that have no value. */
export function fill(value: unknown, given: Placeholders, missing: (name: string) => void): unknown {
  if (typeof value === 'string') {
    return value.replace(PLACEHOLDER, (written, name: string) => {
      const filled = Object.hasOwn(given, name) ? given[name] : undefined;
      if (filled === undefined) missing(name);
      return filled ?? written;
    });
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, given, missing));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, given, missing)]));
}
