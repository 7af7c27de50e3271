import * as z from 'zod/mini';
import { problem } from './problem.ts';
import { routes, type ApiRoute } from './routes.ts';

const ALWAYS: Readonly<Record<number, string>> = {
  401: 'There is no valid ID token.',
  403: 'The e-mail address is not confirmed, or not of a domain that may use this.',
  500: 'Something went wrong.',
  503: 'Not now; Retry-After says when, if it is known.',
};

/** The HTTP API as an OpenAPI 3.1 document, made from the schemas that its functions check with. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Patchbay',
      version: '1',
      description: 'Calls from a browser, conferences, and meetings that people are invited to.',
    },
    security: [{ idToken: [] }],
    paths,
    components: {
      securitySchemes: {
        idToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The ID token of the user pool.' },
      },
      schemas: { Problem: schemaOf(problem) },
    },
  };
}

const PARAMETERS: Readonly<Record<string, string>> = { eventId: 'Six digits.' };

function operationOf({ path, summary, isOpen, body, query = {}, headers = {}, answers, problems }: ApiRoute): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) =>
    parameter('path', name, PARAMETERS[name] ?? 'An id.', true),
  );
  const { 401: noToken = '', 403: noRight = '', ...always } = ALWAYS;
  const others = [
    ...Object.entries(query).map(([name, about]) => parameter('query', name, about)),
    ...Object.entries(headers).map(([name, about]) => parameter('header', name, about)),
  ];
  const parameters = [...inPath, ...others];
  return {
    summary,
    ...(isOpen && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { about, schema }]) => [
          status,
          { description: about, content: { 'application/json': { schema: schemaOf(schema) } } },
        ]),
      ),
      ...Object.fromEntries(
        Object.entries({ ...always, ...(!isOpen && { 401: noToken, 403: noRight }), ...problems }).map(
          ([status, about]) => [
            status,
            {
              description: about,
              content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
            },
          ],
        ),
      ),
    },
  };
}

function parameter(place: 'path' | 'query' | 'header', name: string, description: string, required = false): object {
  return { name, in: place, description, required, schema: { type: 'string' } };
}

function schemaOf(schema: z.ZodMiniType): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema);
  return rest;
}
