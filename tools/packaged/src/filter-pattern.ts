/**
 * Whether CloudWatch Logs finds a line by a filter pattern: one of those that the templates have, which are conditions on
 * fields of JSON, `{ $.a = "x" && $.b > 0 || $.c = "y" }`. Throws for any other.
 */
export function isFoundBy(pattern: string, line: string): boolean {
  const [, conditions] = /^\{ (.+) \}$/.exec(pattern) ?? [];
  if (conditions === undefined) throw new Error(`This filter pattern is not known here: ${pattern}`);
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch {
    return false;
  }
  return conditions.split(' || ').some((any) => any.split(' && ').every((each) => holds(each, fields)));
}

function holds(condition: string, fields: unknown): boolean {
  const [, field, operator, wanted] = /^\$\.(\w+) (=|>) ("[^"]*"|\d+)$/.exec(condition) ?? [];
  if (field === undefined || wanted === undefined) throw new Error(`This condition is not known here: ${condition}`);
  const value = Object.entries(fields ?? {}).find(([name]) => name === field)?.[1] as unknown;
  const other: unknown = JSON.parse(wanted);
  if (operator === '=') return value === other;
  return typeof value === 'number' && typeof other === 'number' && value > other;
}
