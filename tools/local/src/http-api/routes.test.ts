import { describe, expect, test } from '@jest/globals';
import { Routes, routesOf } from './routes.ts';

const read = (...events: unknown[]) => routesOf({ key: 'work', name: 'svc-dev-work', events });

describe('httpApi events', () => {
  test('in every form that serverless.yml has', () => {
    const routes = read(
      { httpApi: 'GET /calls/{id}' },
      { httpApi: '*' },
      { httpApi: { method: 'post', path: '/calls' } },
      { httpApi: { method: '*', path: '/{proxy+}' } },
      { httpApi: '* /any' },
      { schedule: 'rate(1 hour)' },
    );
    expect(routes.map(({ routeKey }) => routeKey)).toEqual([
      'GET /calls/{id}',
      '$default',
      'POST /calls',
      'ANY /{proxy+}',
      'ANY /any',
    ]);
    expect(routes[0]).toEqual({ routeKey: 'GET /calls/{id}', functionName: 'svc-dev-work' });
  });

  test.each<[unknown, string]>([
    [
      { method: 'GET', path: '/a', authorizer: { name: 'jwt' } },
      'httpApi of function svc-dev-work does not run locally',
    ],
    ['FETCH /a', '"FETCH /a" is not a route'],
    [{ method: 'GET', path: '*' }, '"GET *" is not a route'],
    ['GET a', '"GET a" is not a route'],
  ])('%j is refused', (httpApi, message) => {
    expect(() => read({ httpApi })).toThrow(message);
  });
});

function routesWith(...routeKeys: string[]): Routes {
  const routes = new Routes();
  for (const routeKey of routeKeys) routes.add({ routeKey, functionName: `f ${routeKey}` });
  return routes;
}

describe('the most specific route', () => {
  const keys = [
    '$default',
    'ANY /{proxy+}',
    'GET /pets/{proxy+}',
    'ANY /pets/dog/{id}',
    'GET /pets/dog/{id}',
    'GET /pets/dog/1',
    'POST /pets/{kind}/{id}',
  ];
  const cases: [string, string, string, Record<string, string>][] = [
    ['GET', '/pets/dog/1', 'GET /pets/dog/1', {}],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['DELETE', '/pets/dog/2', 'ANY /pets/dog/{id}', { id: '2' }],
    ['POST', '/pets/dog/1', 'ANY /pets/dog/{id}', { id: '1' }],
    ['POST', '/pets/cat/1', 'POST /pets/{kind}/{id}', { kind: 'cat', id: '1' }],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
    ['GET', '/pets/dog/', 'GET /pets/{proxy+}', { proxy: 'dog/' }],
    ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
    ['GET', '/', '$default', {}],
  ];

  test.each(cases)('%s %s goes to %s', (method, path, routeKey, pathParameters) => {
    for (const routes of [routesWith(...keys), routesWith(...keys.toReversed())]) {
      const hasVariables = Object.keys(pathParameters).length > 0;
      const found = { routeKey, functionName: `f ${routeKey}`, ...(hasVariables && { pathParameters }) };
      expect(routes.find(method, path)).toEqual(found);
    }
  });

  test.each([
    ['GET', '/calls'],
    ['POST', '/calls/1'],
    ['GET', '/calls/'],
    ['GET', '/calls/1/2'],
    ['GET', '/'],
  ])('there is none for %s %s', (method, path) => {
    expect(routesWith('GET /calls/{id}').find(method, path)).toBeUndefined();
  });
});

test('a route has one function', () => {
  for (const key of ['GET /calls', '$default']) {
    const routes = routesWith(key);
    expect(() => routes.add({ routeKey: key, functionName: 'other' })).toThrow(
      `The route ${key} leads to two functions: f ${key} and other.`,
    );
  }
});
