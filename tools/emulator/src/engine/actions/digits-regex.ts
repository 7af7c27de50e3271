/**
 * The service's expressions are Java's and are searched for, not matched in full. Java's inline flags at the start are
 * understood; digits have no case, so they change nothing.
 */
export function digitsRegex(source: string): RegExp {
  return new RegExp(source.replace(/^\(\?[a-z]+\)/, ''));
}
