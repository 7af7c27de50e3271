import type { ApiHandler } from '../api/http.ts';
import { startServer } from '../api/server.ts';

/** The AWS APIs of whichever history runs, at one address, so that a function's process outlives a history. */
export interface ApiDesk extends AsyncDisposable {
  readonly url: string;
  /** Requests go to this one from now on. */
  serve(api: ApiHandler): void;
}

export async function openApiDesk(): Promise<ApiDesk> {
  let current: ApiHandler = () => Promise.resolve({ status: 503, headers: {}, body: '' });
  const server = await startServer((request) => current(request));
  return {
    url: server.url,
    serve: (api) => (current = api),
    [Symbol.asyncDispose]: () => server.close(),
  };
}
