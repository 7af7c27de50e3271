/** What a call and a contact tell each other about themselves, besides what both sides know of. */

export type Texts = Readonly<Record<string, string>>;

/** Of a name: what Connect takes as the name of an attribute. */
const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const MOST = 20;

/** The texts under names that are not `known`, if they can be passed on; undefined when they are too many or too long. */
export function otherTexts(texts: Texts, known: readonly string[], maxBytes: number): Texts | undefined {
  const others = Object.entries(texts).filter(([name, text]) => !known.includes(name) && text !== '');
  if (others.length > MOST || others.some(([name]) => !NAME.test(name))) return undefined;
  const data = Object.fromEntries(others);
  return Buffer.byteLength(JSON.stringify(data)) > maxBytes ? undefined : data;
}
