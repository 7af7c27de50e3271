/** What was printed in place of a value: `[Object]`, `... 3 more items`, a function, an unknown class. */
export class LeftOut {
  readonly printed: string;
  constructor(printed: string) {
    this.printed = printed;
  }
}

export type Literal =
  | { type: 'value'; value: unknown; end: number }
  /** The text ends in the middle of it. */
  | { type: 'incomplete' }
  /** It is none; the first character that can't be part of one. */
  | { type: 'wrong'; at: number };

/** What could be read at a place, and where it ends. */
export interface Read<T> {
  value: T;
  end: number;
}

/** Reading came to the end of the text, or to a character that can't be. */
export class Unread extends Error {
  readonly literal: Exclude<Literal, { type: 'value' }>;
  constructor(literal: Exclude<Literal, { type: 'value' }>) {
    super(literal.type);
    this.literal = literal;
  }
}

/** @throws {Unread} */
export function unread(text: string, at: number): Unread {
  return new Unread(at >= text.length ? { type: 'incomplete' } : { type: 'wrong', at });
}
