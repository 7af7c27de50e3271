import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createApi } from '../../src/api/api.ts';
import { models, type ServiceName } from '../../src/api/model/model.ts';
import { VirtualClock } from '../../src/clock/virtual.ts';
import { createDirectory } from '../../src/directory/directory.ts';
import { createMeetings } from '../../src/meetings/meetings.ts';
import { createFakeCalls } from './fake-calls.ts';
import { LAMBDA, UNKNOWN_ID } from './helpers.ts';

const clock = new VirtualClock();
const ids = { uuid: () => UNKNOWN_ID, random: () => 0.5 };
const account = { clock, ids, accountId: '111122223333', region: 'us-east-1' };
const newApi = () => {
  const directory = createDirectory(account);
  directory.provision({
    applications: [{ name: 'ivr', id: UNKNOWN_ID, functionArn: LAMBDA }],
    rules: [{ name: 'main', targets: ['ivr'], trigger: { number: '+12065550100' } }],
  });
  const calls = createFakeCalls(ids);
  return createApi({ clock, ids, directory, meetings: createMeetings(account), calls, throttles: {} });
};

/** Values that are right now and then, and treacherous as names of properties. */
const text = fc.oneof(
  fc.constantFrom('constructor', '__proto__', 'toString', UNKNOWN_ID, '+12065550100', 'us-east-1', 'GB', 'WA', LAMBDA),
  fc.constantFrom('ToPhoneNumber', 'RequestUriHostname', 'VoiceConnector', 'SipMediaApplicationDialIn', 'Local'),
  fc.string(),
);
const operations = (['voice', 'meetings'] as const).flatMap((service) =>
  Object.values(models[service].operations)
    .filter(({ errors }) => errors !== undefined)
    .map(({ http, input }) => ({ service, http, input })),
);

/** A value of about the shape that the model wants, each part of which may be something else. */
function valueOf(service: ServiceName, shapeName: string, depth = 0): fc.Arbitrary<unknown> {
  const { shapes } = models[service];
  const shape = shapes[shapeName];
  const anything = fc.oneof({ maxDepth: 2 }, text, fc.jsonValue());
  if (!shape || depth > 4) return anything;
  const inner = (name = ''): fc.Arbitrary<unknown> => valueOf(service, name, depth + 1);
  const members = Object.entries(shape.members ?? {}).map(([name, { shape: of }]) => [name, inner(of)] as const);
  const right: Record<string, fc.Arbitrary<unknown>> = {
    structure: fc.record(Object.fromEntries(members), { requiredKeys: [] }),
    list: fc.array(inner(shape.member), { maxLength: 3 }),
    map: fc.dictionary(text, inner(shape.value), { maxKeys: 3 }),
    integer: fc.integer({ min: -1, max: 101 }),
    boolean: fc.boolean(),
    string: shape.enum ? fc.constantFrom(...shape.enum) : text,
  };
  return fc.oneof({ weight: 29, arbitrary: right[shape.type] ?? anything }, { weight: 1, arbitrary: anything });
}

const request = fc.constantFrom(...operations).chain(({ service, http, input }) =>
  fc.record({
    method: fc.constant(http.method),
    ids: fc.array(text, { minLength: 3, maxLength: 3 }),
    uri: fc.constant(http.requestUri),
    query: fc.dictionary(fc.constantFrom('max-results', 'next-token', 'state', 'country', 'arn', 'filter-name'), text),
    body: input === undefined ? fc.constant('') : valueOf(service, input).map((value) => JSON.stringify(value) ?? ''),
  }),
);

test('no sequence of requests makes the API fail, whatever is in them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 12 }), async (requests) => {
      const api = newApi();
      for (const { method, ids: values, uri, query, body } of requests) {
        const path = uri.replaceAll(/\{\w+\}/g, () => encodeURIComponent(values.pop() ?? 'x'));
        const url = `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(query).toString()}`;
        const answer = await api({ method, url, headers: {}, body });
        expect(answer.body).not.toContain('The emulator failed');
        expect(answer.status).toBeLessThanOrEqual(501);
        expect(answer.status).not.toBe(500);
      }
    }),
    { numRuns: 300, seed: 1 },
  );
});
