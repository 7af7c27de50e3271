import { InputError } from '../errors.ts';

/** Keys and indices from the top of a response. */
export type JsonPath = readonly (string | number)[];

export type PathPattern = readonly RegExp[];

const PART = /\[(\*|\d+)\]|\.?([^.[\]]+)/y;

/**
 * A path such as `Actions[*].Parameters.CallId`: keys after dots, indices in brackets, where `*` is any index or any
 * part of a key. A path names everything below it too.
 * @throws {InputError} it can't be read
 */
export function parsePattern(text: string): PathPattern {
  const parts: RegExp[] = [];
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const [whole = '', index, key] = PART.exec(text) ?? [];
    // A dot stands before every key but the first, and nowhere else.
    const wellPlaced = index !== undefined || whole.startsWith('.') === at > 0;
    if (whole === '' || !wellPlaced) throw new InputError(`"${text}" is not a path. ${ALLOWED}`);
    parts.push(globbed(index ?? key ?? ''));
  }
  if (parts.length === 0) throw new InputError(`A path is empty. ${ALLOWED}`);
  return parts;
}

const ALLOWED = 'Allowed: such as Actions[*].Parameters.CallId';

/** Whether a path is the one that is named, or below it. */
export function matches(pattern: PathPattern, path: JsonPath): boolean {
  return pattern.length <= path.length && pattern.every((part, index) => part.test(String(path[index])));
}

/** `Actions[0].Parameters.Text`; '' is the whole. */
export function pathText(path: JsonPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

function globbed(text: string): RegExp {
  const literal = text.split(/\*+/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return new RegExp(`^${literal.join('.*')}$`, 's');
}
