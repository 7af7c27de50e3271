import { shapeOf, type Member, type ServiceModel } from './model/model.ts';
import { ServiceError } from './errors.ts';

/** What a request carries besides its verb and path. */
export interface Sources {
  path: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

/**
 * Collects an operation's input from path, query, headers and JSON body. Values keep the type they arrived with, query
 * numbers excepted; members that the model does not know are dropped, as AWS does.
 */
export function collectInput(model: ServiceModel, shapeName: string, sources: Sources): Record<string, unknown> {
  const body = parseBody(sources.body);
  const input: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shapeOf(model, shapeName).members ?? {})) {
    const value = member.location === undefined ? body[name] : locate(model, member, sources);
    if (value !== undefined && value !== null) input[name] = value;
  }
  return input;
}

function locate(model: ServiceModel, member: Member, sources: Sources): unknown {
  const name = member.locationName ?? '';
  switch (member.location) {
    case 'uri':
      return sources.path[name];
    case 'querystring':
      return typed(model, member, sources.query.get(name));
    case 'header':
      return sources.headers[name.toLowerCase()];
    default:
      throw new Error(`The service model has an unknown location ${member.location}`);
  }
}

/** Text of a query string as the model wants it; text that does not fit stays text, for validation to refuse. */
function typed(model: ServiceModel, member: Member, text: string | null): unknown {
  const { type } = shapeOf(model, member.shape);
  if (text === null) return undefined;
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

function parseBody(body: string): Record<string, unknown> {
  if (body.trim() === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    throw malformed(`The request body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(parsed)) throw malformed('The request body must be a JSON object');
  return parsed;
}

function malformed(message: string): ServiceError {
  return new ServiceError('BadRequestException', 400, message);
}

/** Whether a JSON value is an object, not a list and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
