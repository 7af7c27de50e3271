import { describe, expect, test } from '@jest/globals';
import { openApi } from './open-api.ts';
import { routes } from './routes.ts';

interface Document {
  paths: Record<string, Record<string, Record<string, unknown>>>;
}
const document = openApi() as Document;

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_, route) => {
  const operation = document.paths[route.path]?.[route.method.toLowerCase()] ?? {};

  test('has every answer and every problem that it can have', () => {
    const always = ['500', '503', ...(route.isOpen ? [] : ['401', '403'])];
    const statuses = [...Object.keys(route.answers), ...Object.keys(route.problems), ...always];
    expect(Object.keys(operation['responses'] as object).sort()).toEqual([...new Set(statuses)].sort());
  });

  test('names every parameter of its path', () => {
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters = (operation['parameters'] ?? []) as { name: string; in: string; required: boolean }[];
    expect(parameters.filter((each) => each.in === 'path')).toMatchObject(
      names.map((name) => ({ name, required: true })),
    );
  });
});

test('what a body must be is in the document', () => {
  expect(document.paths['/calls/{id}/digits']?.['post']).toMatchObject({
    requestBody: {
      content: {
        'application/json': {
          schema: {
            type: 'object',
            additionalProperties: false,
            required: ['digits', 'seq'],
            properties: { digits: { pattern: '^[0-9*#A-D]{1,50}$' }, seq: { minimum: 1, maximum: 200 } },
          },
        },
      },
    },
  });
});

test('what is for everybody wants no token', () => {
  const open = routes.filter(({ isOpen }) => isOpen).map(({ path }) => path);
  expect(open).toEqual(['/meetings/{eventId}/guests']);
  expect(document.paths['/meetings/{eventId}/guests']?.['post']).toMatchObject({ security: [] });
  expect(document.paths['/meetings/{eventId}/join']?.['post']).not.toHaveProperty('security');
});

test('what is for operators says so', () => {
  const paths = Object.entries(document.paths).flatMap(([path, operations]) =>
    JSON.stringify(operations).includes('You are no operator') ? [path] : [],
  );
  expect(paths.sort()).toEqual([
    '/conferences',
    '/live-calls',
    '/live-calls/{transactionId}/actions',
    '/python/live-calls/{transactionId}/actions',
  ]);
});

test('both functions that act on a live call are described alike', () => {
  const { summary: _one, ...node } = document.paths['/live-calls/{transactionId}/actions']?.['post'] ?? {};
  const { summary: _other, ...python } = document.paths['/python/live-calls/{transactionId}/actions']?.['post'] ?? {};
  expect(node).toHaveProperty('requestBody');
  expect(python).toEqual(node);
});

test('it is plain JSON', () => {
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  expect(JSON.stringify(document)).not.toContain('$schema');
});
