/** Counts brackets over the lines of an object, so that it is parsed once, when it may have ended. */
export class BracketCount {
  depth = 0;
  /** A quoted text has begun and not ended. */
  quote: string | undefined;

  add(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      const character = text.charAt(at);
      if (character === '\\') at += 1;
      else if (this.quote !== undefined) {
        if (character === this.quote) this.quote = undefined;
      } else if (character === '"' || character === "'" || character === '`') this.quote = character;
      else if (character === '{' || character === '[') this.depth += 1;
      else if (character === '}' || character === ']') this.depth -= 1;
    }
  }

  /** Quoted texts end on the line where they began. */
  endLine(): void {
    this.quote = undefined;
  }
}
