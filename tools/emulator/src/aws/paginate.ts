import { Refusal } from './refusal.ts';

export interface PageRequest {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

export interface Page<Item> {
  items: Item[];
  NextToken?: string;
}

/**
 * One page of a list. The token remembers the last item's key, not a position, so a list that is emptied or filled
 * while somebody pages through it neither skips nor repeats. Throws BadRequest for a token that no page gave.
 * @param keyOf a unique sort key
 */
export function paginate<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  request: PageRequest,
  defaultSize = 100,
): Page<Item> {
  const size = request.MaxResults ?? defaultSize;
  const after = request.NextToken === undefined ? '' : decodeToken(request.NextToken);
  const rest = [...items]
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    ...(last && rest.length > size && { NextToken: encodeToken(last.key) }),
  };
}

function encodeToken(key: string): string {
  return Buffer.from(JSON.stringify({ after: key })).toString('base64url');
}

function decodeToken(token: string): string {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && 'after' in parsed && typeof parsed.after === 'string') {
      return parsed.after;
    }
  } catch {
    // Not JSON: the same answer as for JSON of another shape.
  }
  throw new Refusal('BadRequest', 'NextToken is not valid: it must be the NextToken of an earlier page');
}
