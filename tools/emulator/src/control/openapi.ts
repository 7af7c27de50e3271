import * as z from 'zod';
import type { Route } from './route.ts';

/** The control plane as an OpenAPI 3.1 document, from its routes. */
export function openApi(routes: readonly Route[], prefix: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = `${prefix}${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Patchbay emulator: control plane',
      version: '1',
      description: `Live events come over a WebSocket at ${prefix}/live: one JSON object a message, \`{"type": "trace", "entry": …}\` for whatever happens in a call and \`{"type": "api", "call": …}\` for requests to the AWS APIs.`,
    },
    paths,
    components: { schemas: { Problem: problem } },
  };
}

const problem = {
  type: 'object',
  required: ['title', 'status', 'detail'],
  properties: { title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } },
};

function operation({ path, summary, answers, query = {}, body }: Route): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  }));
  return {
    summary,
    parameters: [...inPath, ...inQuery],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: z.toJSONSchema(body) } } } }),
    responses: {
      200: { description: answers },
      default: {
        description: 'What was wrong.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}
