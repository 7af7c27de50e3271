import * as z from 'zod';
import type { ApiHandler, ApiRequest, ApiResponse } from '../api/http.ts';
import { ControlError } from './errors.ts';
import { openApi } from './openapi.ts';
import { pathOf } from './path.ts';
import { type Controlled, type Route, isText } from './route.ts';
import { routes } from './routes/index.ts';

/** Everything of the emulator's own is below this path; AWS has nothing there. */
export const CONTROL_PREFIX = '/_patchbay';

/** The control plane as a plain function; never rejects. */
export function createControl(controlled: Controlled): ApiHandler {
  return async (request) => {
    try {
      requireLocalOrigin(request);
      return await answer(controlled, request);
    } catch (error) {
      return problem(error);
    }
  };
}

/** A web page from elsewhere must not reach what listens on this machine. */
export function requireLocalOrigin({ headers }: Pick<ApiRequest, 'headers'>): void {
  const { origin, host = '' } = headers;
  const name = (authority: string) => authority.replace(/^https?:\/\//, '').replace(/:\d+$/, '');
  const isLocal = (authority: string) => ['localhost', '127.0.0.1', '[::1]'].includes(name(authority.toLowerCase()));
  if (!isLocal(host) || (origin !== undefined && !isLocal(origin))) {
    throw new ControlError(403, 'The control plane answers only pages and programs of this machine.');
  }
}

async function answer(controlled: Controlled, { method, url, body }: ApiRequest): Promise<ApiResponse> {
  const parsed = pathOf(url);
  if (!parsed) throw new ControlError(400, `${url} is not the path of a request.`);
  const { pathname, searchParams } = parsed;
  const path = pathname.slice(CONTROL_PREFIX.length);
  if (method === 'GET' && path === '/openapi.json') return json(openApi(routes, CONTROL_PREFIX));
  const matching = routes.flatMap((route) => {
    const params = match(route, path);
    return params ? [{ route, params }] : [];
  });
  const found = matching.find(({ route }) => route.method === method);
  if (!found) {
    if (matching.length === 0)
      throw new ControlError(404, `There is no ${pathname}; see ${CONTROL_PREFIX}/openapi.json.`);
    const allowed = matching.map(({ route }) => route.method).join(', ');
    throw new ControlError(405, `${pathname} takes ${allowed}, not ${method}.`);
  }
  const { route, params } = found;
  const result = await route.handle(controlled, { params, query: searchParams, body: parse(route, body) });
  if (isText(result)) return { status: 200, headers: { 'content-type': result.contentType }, body: result.text };
  return json(result);
}

function match(route: Route, path: string): Record<string, string> | undefined {
  const wanted = route.path.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = decode(value);
    else if (part !== value) return undefined;
  }
  return params;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ControlError(400, `"${text}" is not percent-encoded correctly.`);
  }
}

function parse(route: Route, text: string): unknown {
  if (!route.body) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw new ControlError(400, 'The body is not JSON.');
  }
  const result = route.body.safeParse(value);
  if (result.success) return result.data;
  throw new ControlError(400, z.prettifyError(result.error));
}

function json(value: unknown): ApiResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function problem(error: unknown): ApiResponse {
  const status = error instanceof ControlError ? error.status : 500;
  const detail = error instanceof Error ? error.message : String(error);
  const title = status === 500 ? 'The emulator failed' : 'The request can not be met';
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ title, status, detail }),
  };
}
