import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { startActionWorld } from './support/action-world.ts';
import { contract, textOf, type Vector } from './support/vectors.ts';

let world: Awaited<ReturnType<typeof startActionWorld>>;
beforeAll(async () => {
  world = await startActionWorld();
});
afterAll(() => world.stop());

const ROUTE = 'POST /live-calls/{transactionId}/actions';

/** The request, and what of it no log may have. */
function requestOf({ token, scheme, authorization, call, contentType, body, base64 }: Vector) {
  const spec = contract.tokens[token];
  if (!spec) throw new TypeError(`There is no token ${token}`);
  const made = world.tokens.token(spec);
  const header = authorization === undefined ? `${scheme}${made}` : authorization;
  const event = {
    routeKey: ROUTE,
    headers: {
      ...(header !== null && { Authorization: header }),
      ...(contentType !== null && { 'Content-Type': contentType }),
    },
    ...(call !== null && { pathParameters: { transactionId: call } }),
    ...(body !== null && { body: textOf(body) }),
    isBase64Encoded: base64,
  };
  return { event, secrets: [made, ...texts(body === null ? '' : textOf(body))] };
}

/** Texts that are to be spoken, if they can be told from others. */
function texts(body: string): string[] {
  const [, text = ''] = /"text":"([^"\\]{4,})"/.exec(body) ?? [];
  return text === '' ? [] : [text];
}

async function logged<T>(work: () => Promise<T>): Promise<[T, Record<string, unknown>[]]> {
  const lines: Record<string, unknown>[] = [];
  const written = (text: unknown) => lines.push(JSON.parse(String(text)) as Record<string, unknown>) > 0;
  const streams = [process.stdout, process.stderr].map((each) => jest.spyOn(each, 'write').mockImplementation(written));
  try {
    return [await work(), lines];
  } finally {
    for (const each of streams) each.mockRestore();
  }
}

test.each(contract.vectors.map((vector): [string, Vector] => [vector.name, vector]))('%s', async (_, vector) => {
  const { event, secrets } = requestOf(vector);
  const handler = world.handlerOf(vector.tables);
  const sent = world.service.expect(vector.update);

  const [result, lines] = await logged(() => handler(event, { awsRequestId: 'request-1' } as Context));

  const call = vector.call ?? '';
  const records = await world.takeRecords(call);
  const expected = contract.answers[vector.answer];
  const { statusCode, headers, body } = result;
  expect({ status: statusCode, headers, body: JSON.parse(body ?? 'null') as unknown }).toEqual(expected);

  const path = `/sip-media-applications/${contract.sipMediaApplicationId}/calls/${call}`;
  expect(sent).toEqual(
    vector.sent.map((each) => ({
      path,
      arguments: Object.fromEntries(Object.entries(each).map(([name, value]) => [name, textOf(value)])),
    })),
  );

  expect(records).toEqual(vector.audit === null ? [] : [recordOf(call, vector.audit)]);

  const message = statusCode! < 400 ? 'answered' : statusCode! < 500 ? 'refused' : 'failed';
  expect(lines).toMatchObject([{ message, route: ROUTE, requestId: 'request-1', status: statusCode }]);
  for (const secret of secrets) expect(JSON.stringify(lines)).not.toContain(secret);
});

function recordOf(transactionId: string, { action, outcome }: NonNullable<Vector['audit']>) {
  const { by, at, expiresAt } = contract.record;
  return {
    transactionId: { S: transactionId },
    id: { S: contract.actionId },
    by: { S: by },
    action: { S: action },
    at: { N: String(at) },
    expiresAt: { N: String(expiresAt) },
    ...(outcome !== undefined && { outcome: { S: outcome } }),
  };
}

test('every token and every answer of the contract is used', () => {
  const used = (key: 'token' | 'answer') => new Set(contract.vectors.map((vector) => vector[key]));
  expect(Object.keys(contract.tokens).filter((name) => !used('token').has(name))).toEqual([]);
  expect(Object.keys(contract.answers).filter((name) => !used('answer').has(name))).toEqual([]);
});
