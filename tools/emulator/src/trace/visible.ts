const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Joiners that words and emoji are written with; they move nothing. */
const JOINERS = new Set(['\u200c', '\u200d']);

/**
 * Text from a call, safe for a terminal: control characters, escape sequences, line ends and marks that turn the
 * direction of writing are shown by their codes instead of taking effect.
 */
export function visible(text: string): string {
  return text.replace(UNSAFE, (character) => (JOINERS.has(character) ? character : escaped(character)));
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const short = { 9: '\\t', 10: '\\n', 13: '\\r' }[code];
  if (short !== undefined) return short;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
