import { createCheck } from './as-documented.ts';

export interface Asked {
  /** The value of the Authorization header. */
  authorization?: string;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, with the headers that are given. */
  raw?: string | Uint8Array<ArrayBuffer>;
}

export interface Answered {
  status: number;
  headers: Headers;
  body: unknown;
}

export type Ask = (method: string, path: string, asked?: Asked) => Promise<Answered>;

/**
 * Asks the HTTP API at `url`. An answer that is not in the document, or that somebody else could be shown from a cache,
 * is an error, whatever the test wanted of it. `heard` gets all answers as they came.
 */
export function createClient(url: string, document: object, heard: (text: string) => void = () => undefined): Ask {
  const check = createCheck(document);
  return async (method, path, { authorization, headers = {}, json, raw } = {}) => {
    const body = json === undefined ? raw : JSON.stringify(json);
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(authorization !== undefined && { authorization }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const [pathname = ''] = path.split('?');
    check(method, pathname, { status: response.status, headers: response.headers, text });
    if (response.headers.get('cache-control') !== 'no-store') throw new Error(`${method} ${path} may be cached`);
    heard(text);
    return { status: response.status, headers: response.headers, body: JSON.parse(text) as unknown };
  };
}
