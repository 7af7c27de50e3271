/** Deeper than anything that a call contains; walking what is deeper by recursion is not safe. */
export const MAX_DEPTH = 64;

/** Whether a value is nested deeper than `limit`. Does not recurse, so any JSON may be asked about. */
export function deeperThan(value: unknown, limit: number = MAX_DEPTH): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const inner = level.filter((one) => typeof one === 'object' && one !== null);
    if (inner.length > 0 && depth >= limit) return true;
    level = inner.flatMap((one): unknown[] => Object.values(one));
  }
  return false;
}
