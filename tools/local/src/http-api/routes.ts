import * as z from 'zod';
import { LocalError } from '../errors.ts';
import type { FunctionDescription } from '../functions/description.ts';

/** A route of the HTTP API, and the function behind it. */
export interface Route {
  /** As API Gateway names it: `GET /calls/{id}`, `ANY /{proxy+}`, or `$default`. */
  routeKey: string;
  functionName: string;
}

/** A route that a request matches. */
export interface Match extends Route {
  /** Of the path, decoded; missing where the route has none. */
  pathParameters?: Readonly<Record<string, string>>;
}

export const DEFAULT_ROUTE = '$default';

const METHOD = /^(\*|ANY|GET|POST|PUT|PATCH|OPTIONS|HEAD|DELETE)$/i;

const HttpApiEvent = z.union([
  z.string().transform((text) => {
    const [method = '', path] = text.split(' ');
    return { method: path === undefined ? '*' : method, path: path ?? method };
  }),
  z.strictObject({ method: z.string().default('*'), path: z.string() }),
]);

/** The routes that lead to a function, by its `httpApi` events of serverless.yml. Throws `LocalError`. */
export function routesOf({ name, events }: FunctionDescription): Route[] {
  const own = events.filter((event): event is { httpApi: unknown } => isObject(event) && 'httpApi' in event);
  return own.map(({ httpApi }) => ({ routeKey: routeKeyOf(name, httpApi), functionName: name }));
}

function routeKeyOf(functionName: string, event: unknown): string {
  const parsed = HttpApiEvent.safeParse(event);
  if (!parsed.success) {
    const why = z.prettifyError(parsed.error);
    throw new LocalError('UNSUPPORTED', `httpApi of function ${functionName} does not run locally: ${why}`);
  }
  const { method, path } = parsed.data;
  if (path === '*' && method === '*') return DEFAULT_ROUTE;
  if (METHOD.test(method) && /^\/\S*$/.test(path)) return `${method === '*' ? 'ANY' : method.toUpperCase()} ${path}`;
  throw new LocalError('CONFIGURATION', `httpApi of function ${functionName}: "${method} ${path}" is not a route.`);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

interface KnownRoute extends Route {
  method: string;
  segments: readonly string[];
}

/** The routes of all services. A request goes to the most specific one, as "Create routes for HTTP APIs" says. */
export class Routes {
  /** The most specific first. */
  readonly #routes: KnownRoute[] = [];
  #default: Route | undefined;

  /** Throws `LocalError` when another function has the route. */
  add(route: Route): void {
    const known = [...this.#routes, ...(this.#default ? [this.#default] : [])];
    const other = known.find(({ routeKey }) => routeKey === route.routeKey);
    if (other) {
      const both = `${other.functionName} and ${route.functionName}`;
      throw new LocalError('CONFIGURATION', `The route ${route.routeKey} leads to two functions: ${both}.`);
    }
    if (route.routeKey === DEFAULT_ROUTE) {
      this.#default = route;
      return;
    }
    const [method = '', path = ''] = route.routeKey.split(' ');
    this.#routes.push({ ...route, method, segments: segmentsOf(path) });
    this.#routes.sort(bySpecificity);
  }

  /** For a path that has been decoded: so `%2F` separates segments, as it does in API Gateway. */
  find(method: string, path: string): Match | undefined {
    const given = segmentsOf(path);
    for (const route of this.#routes) {
      if (route.method !== 'ANY' && route.method !== method) continue;
      const pathParameters = match(route.segments, given);
      if (pathParameters) return matched(route, pathParameters);
    }
    return this.#default && matched(this.#default, {});
  }

  list(): Route[] {
    return [...this.#routes, ...(this.#default ? [this.#default] : [])].map((route) => matched(route, {}));
  }
}

function matched({ routeKey, functionName }: Route, pathParameters: Record<string, string>): Match {
  return { routeKey, functionName, ...(Object.keys(pathParameters).length > 0 && { pathParameters }) };
}

const segmentsOf = (path: string): string[] => path.replace(/^\//, '').split('/');
const GREEDY = /^\{([^{}]+)\+\}$/;
const VARIABLE = /^\{([^{}]+)\}$/;

function bySpecificity(a: KnownRoute, b: KnownRoute): number {
  const length = Math.max(a.segments.length, b.segments.length);
  for (let index = 0; index < length; index += 1) {
    const difference = looseness(a.segments[index]) - looseness(b.segments[index]);
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

function looseness(segment: string | undefined): number {
  if (segment === undefined) return 0;
  return GREEDY.test(segment) ? 2 : VARIABLE.test(segment) ? 1 : 0;
}

/** The values of the variables, none of which may be empty; undefined when the path is another. */
function match(segments: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const values: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    const [, greedy] = GREEDY.exec(segment) ?? [];
    if (greedy !== undefined) {
      const rest = given.slice(index).join('/');
      return rest === '' ? undefined : Object.fromEntries([...values, [greedy, rest]]);
    }
    const [, variable] = VARIABLE.exec(segment) ?? [];
    const value = given[index];
    if (variable === undefined ? value !== segment : value === undefined || value === '') return undefined;
    if (variable !== undefined && value !== undefined) values.push([variable, value]);
  }
  return given.length === segments.length ? Object.fromEntries(values) : undefined;
}
