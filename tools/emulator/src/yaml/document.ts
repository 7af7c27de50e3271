import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { InputError, messageOf } from '../errors.ts';

/**
 * A YAML (or JSON) file that knows where everything in it was written. All scalars are read as text, so that a phone
 * number keeps its plus and digits their zeros; who reads a value decides what it is.
 */
export class YamlDocument {
  /** Maps, lists and strings; undefined when the file is empty. */
  readonly value: unknown;
  readonly #name: string;
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;

  /** @throws {InputError} it is not YAML */
  constructor(text: string, name: string) {
    this.#name = name;
    this.#lines = new LineCounter();
    this.#document = parseDocument(text, {
      lineCounter: this.#lines,
      schema: 'failsafe',
      prettyErrors: false,
      logLevel: 'error',
    });
    const [problem] = [...this.#document.errors, ...this.#document.warnings];
    if (problem) throw new InputError(`${this.#at(problem.pos[0])}: ${inOurWords(problem.message)}`);
    try {
      this.value = this.#document.contents === null ? undefined : this.#document.toJS();
    } catch (error) {
      throw new InputError(`${name}: ${inOurWords(messageOf(error))}`);
    }
  }

  /** `file:line:column` of what is at `path`, or of the nearest thing around it that exists. */
  place(path: readonly PropertyKey[]): string {
    for (let length = path.length; length >= 0; length--) {
      const offset = this.#offset(path.slice(0, length));
      if (offset !== undefined) return this.#at(offset);
    }
    return this.#name;
  }

  /** `file:line:column` of a key of the map at `path`. */
  placeOfKey(path: readonly PropertyKey[], key: string): string {
    const map = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    return isScalar(pair?.key) && pair.key.range ? this.#at(pair.key.range[0]) : this.place(path);
  }

  #offset(path: readonly PropertyKey[]): number | undefined {
    const node = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    return isNode(node) ? node.range?.[0] : undefined;
  }

  #at(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    return `${this.#name}:${line}:${col}`;
  }
}

/** On one line, and without what only a programmer can do about it. */
function inOurWords(message: string): string {
  if (message.includes('multiple documents')) return 'there is more than one document';
  if (message.includes('call stack')) return 'it is nested too deeply';
  if (message.includes('Excessive alias count')) return 'its aliases multiply to too much';
  return message.replace(/\s*\n\s*/g, ' ');
}
