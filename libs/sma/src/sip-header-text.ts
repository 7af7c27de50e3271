/**
 * A text as the value of a SIP header, whatever is in it: what is not printable ASCII, and `%`, is percent-encoded as
 * UTF-8, so that no line break can begin another header. `decodeURIComponent` gives the text back.
 */
export function sipHeaderText(text: string): string {
  return text.toWellFormed().replace(/[^ -$&-~]+/g, encodeURIComponent);
}
