/**
 * A value as JSON that can stand between script tags: no `<`, `>` or `&`, so that nothing in it can end the element or
 * begin a comment, and no line separator that JavaScript once took for a line end. It is the same JSON when parsed.
 */
export function embedded(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
