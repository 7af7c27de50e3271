import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { CALLER, type ControlWorld, SERVICE, startControlWorld } from '../../test/control/control-world.ts';
import { invite } from '../../test/support/meeting.ts';
import { routes } from './routes/index.ts';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}
interface Operation {
  parameters: { name: string; in: string; required?: boolean }[];
  requestBody?: { content: { 'application/json': { schema: { type: string; properties: object } } } };
}

let world: ControlWorld;
let document: Document;
beforeAll(async () => {
  world = await startControlWorld();
  document = (await world.control('GET', '/openapi.json')).body as Document;
});
afterAll(() => world.dispose());

/** Requests that succeed, one after the other. */
const requests: [method: string, path: string, body?: (world: ControlWorld) => unknown][] = [
  ['GET', '/health'],
  ['GET', '/numbers'],
  ['GET', '/clock'],
  ['POST', '/phones/{number}/dial', () => ({ to: SERVICE, sipHeaders: { 'X-a': 'b' } })],
  ['POST', '/clock/advance', () => ({ ms: 1_000 })],
  ['POST', '/phones/{number}/press', () => ({ keys: '1' })],
  ['POST', '/phones/{number}/say', () => ({ text: 'hello' })],
  ['POST', '/phones/{number}/answer'],
  ['POST', '/phones/{number}/reject'],
  ['GET', '/phones/{number}'],
  ['GET', '/calls'],
  ['GET', '/calls/{transactionId}'],
  ['POST', '/calls/{transactionId}/update', () => ({ arguments: { a: 'b' } })],
  ['POST', '/phones/{number}/hang-up'],
  ['PUT', '/phones/{number}/far-end', () => ({ does: 'voicemail', afterMs: 0 })],
  ['DELETE', '/phones/{number}/far-end'],
  ['POST', '/scripts', () => ({ number: SERVICE, from: '+12065550102', script: '- hear: press a key' })],
  ['GET', '/meetings'],
  ['GET', '/meetings/{meetingId}'],
  ['POST', '/meetings/join', ({ meetings }) => ({ joinToken: invite({ meetings }).joinToken })],
  ['GET', '/browsers/{attendeeId}'],
  ['POST', '/browsers/{attendeeId}/say', () => ({ text: 'hello' })],
  ['POST', '/browsers/{attendeeId}/leave'],
  ['POST', '/browsers/{attendeeId}/drop'],
  ['GET', '/state'],
  [
    'PUT',
    '/state',
    ({ directory, meetings }) => ({ version: 1, directory: directory.export(), meetings: meetings.export() }),
  ],
  ['POST', '/reset'],
];

test('the document is valid OpenAPI', async () => {
  const result = await new Validator().validate({ ...document });
  expect(result).toEqual({ valid: true });
  expect(document.openapi).toBe('3.1.0');
});

test('a document that is not valid would be found', async () => {
  const result = await new Validator().validate({ ...document, paths: { health: {} } });
  expect(result.valid).toBe(false);
});

test('it has the routes, and no others', () => {
  const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(documented.sort()).toEqual(routes.map(({ method, path }) => `${method} /_patchbay${path}`).sort());
  expect(requests.map(([method, path]) => `${method} /_patchbay${path}`).sort()).toEqual(documented);
});

test.each(requests.map(([method, path, body]) => ({ method, path, body })))(
  '$method $path answers as it says',
  async ({ method, path, body }) => {
    const transactionId = world.recorder.list()[0]?.transactionId ?? '';
    const given = body?.(world);
    const { meetingId, attendeeId } = invite(world);
    const url = path
      .replace('{number}', encodeURIComponent(CALLER))
      .replace('{transactionId}', transactionId)
      .replace('{meetingId}', meetingId)
      .replace('{attendeeId}', attendeeId);
    const answer = await world.control(method, url, given === undefined ? {} : { body: given });
    expect({ path, status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual({
      path,
      status: 200,
      text: '',
    });
    const operation = document.paths[`/_patchbay${path}`]![method.toLowerCase()]!;
    expect(operation.requestBody !== undefined).toBe(given !== undefined);
    const properties = Object.keys(operation.requestBody?.content['application/json'].schema.properties ?? {});
    expect(properties).toEqual(expect.arrayContaining(Object.keys(given ?? {})));
    const inPath = operation.parameters.filter(({ in: where }) => where === 'path').map(({ name }) => `{${name}}`);
    expect(path.match(/\{\w+\}/g) ?? []).toEqual(inPath);
  },
);
