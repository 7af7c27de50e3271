import type { ApiRequest } from './http.ts';
import type { Sources } from './input.ts';
import { models, type OperationModel, type ServiceName } from './model/model.ts';

export interface Route {
  service: ServiceName;
  operation: string;
  model: OperationModel;
  /** Values of the path's parameters, decoded. */
  path: Readonly<Record<string, string>>;
}

interface Template {
  service: ServiceName;
  operation: string;
  model: OperationModel;
  segments: readonly string[];
  /** Query members that tell operations on one path apart, such as `operation=restore`. */
  fixed: readonly (readonly [string, string])[];
}

const templates = Object.entries(models).flatMap(([service, model]) =>
  Object.entries(model.operations).map(([operation, entry]) => toTemplate(service as ServiceName, operation, entry)),
);

/** Query members by which AWS tells operations on one path apart. */
const DISCRIMINATORS = new Set(templates.flatMap(({ fixed }) => fixed.map(([name]) => name)));

/** The operation that a request means, and its query; undefined when neither service has it. */
export function routeOf({ method, url, headers, body }: ApiRequest): (Route & Pick<Sources, 'query'>) | undefined {
  const [path = '', search = ''] = url.split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  const route = chooseRoute(findRoutes(method, path, query), { query, headers, body });
  return route && { ...route, query };
}

/**
 * The operations that a request may mean: none, one, or, on the paths that both services have (tags), one of each. A
 * prefix `/voice` or `/meetings` decides.
 */
function findRoutes(method: string, pathname: string, query: URLSearchParams): readonly Route[] {
  const { service, segments } = splitPath(pathname);
  const candidates = templates.flatMap((template) => {
    if (service !== undefined && template.service !== service) return [];
    if (template.model.http.method !== method) return [];
    if (!template.fixed.every(([name, value]) => query.get(name) === value)) return [];
    const path = matchSegments(template.segments, segments);
    return path ? [{ template, path }] : [];
  });
  const mostFixed = Math.max(0, ...candidates.map(({ template }) => template.fixed.length));
  const asked = [...DISCRIMINATORS].filter((name) => query.has(name)).length;
  return candidates
    .filter(({ template }) => template.fixed.length === mostFixed && mostFixed >= asked)
    .map(({ template, path }) => ({
      service: template.service,
      operation: template.operation,
      model: template.model,
      path,
    }));
}

/**
 * Both services have the same paths for tags: the ARN of a meeting tells, or else the client's own name. A client names
 * itself in its user agent.
 */
function chooseRoute(
  routes: readonly Route[],
  { query, headers, body }: Pick<Sources, 'query' | 'headers' | 'body'>,
): Route | undefined {
  if (routes.length < 2) return routes[0];
  const client = `${headers['x-amz-user-agent'] ?? ''} ${headers['user-agent'] ?? ''}`;
  const aboutMeeting = /:meeting\//.test(`${query.get('arn') ?? ''} ${body}`);
  const wanted = aboutMeeting || /chime-sdk-meetings/i.test(client) ? 'meetings' : 'voice';
  return routes.find(({ service }) => service === wanted);
}

function toTemplate(service: ServiceName, operation: string, model: OperationModel): Template {
  const [path = '', search = ''] = model.http.requestUri.split('?');
  return { service, operation, model, segments: path.split('/').slice(1), fixed: [...new URLSearchParams(search)] };
}

function splitPath(pathname: string): { service: ServiceName | undefined; segments: readonly string[] } {
  const segments = pathname.split('/').slice(1);
  if (segments.length > 1 && segments.at(-1) === '') segments.pop();
  const [first, second] = segments;
  if (first === 'voice') return { service: 'voice', segments: segments.slice(1) };
  // `/meetings` is also where the service's own paths begin, so the prefix is one only before a path of the service.
  if (first === 'meetings' && (second === 'meetings' || second === 'tags')) {
    return { service: 'meetings', segments: segments.slice(1) };
  }
  return { service: undefined, segments };
}

function matchSegments(template: readonly string[], actual: readonly string[]): Record<string, string> | undefined {
  if (template.length !== actual.length) return undefined;
  const path: Record<string, string> = {};
  for (const [index, expected] of template.entries()) {
    const value = decode(actual[index] ?? '');
    if (value === undefined) return undefined;
    if (!expected.startsWith('{')) {
      if (value !== expected) return undefined;
    } else if (value === '') return undefined;
    else path[expected.slice(1, -1)] = value;
  }
  return path;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
