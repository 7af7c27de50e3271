import { expect, jest, test } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { connectHandler, type ConnectAnswer } from './connect-handler.ts';
import { createLogger } from './logger.ts';

const event = {
  Details: {
    ContactData: { ContactId: 'contact-1', CustomerEndpoint: { Address: '+12065550111', Type: 'TELEPHONE_NUMBER' } },
    Parameters: { CallingNumber: '+12065550111' },
  },
  Name: 'ContactFlowEvent',
};
const context = { awsRequestId: 'request-1' } as Context;

async function answering(
  given: unknown,
  answer: () => Promise<ConnectAnswer> = async () => ({ outcome: 'found', external: { found: 'true' } }),
) {
  const lines: Record<string, unknown>[] = [];
  const written = (text: unknown) => lines.push(JSON.parse(String(text)) as Record<string, unknown>) > 0;
  const out = jest.spyOn(process.stdout, 'write').mockImplementation(written);
  const err = jest.spyOn(process.stderr, 'write').mockImplementation(written);
  let time = 0;
  const handler = connectHandler(answer, createLogger({ serviceName: 'test', logLevel: 'INFO' }), {
    now: () => (time += 7),
  });
  try {
    const result = await handler(given, context).catch((thrown: unknown) => thrown);
    return { result, lines };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

test('an invocation is answered, and leaves one line with nothing of the caller', async () => {
  const { result, lines } = await answering(event);
  expect(result).toEqual({ found: 'true' });
  expect(lines).toMatchObject([
    { message: 'answered', requestId: 'request-1', contactId: 'contact-1', outcome: 'found', durationMs: 7 },
  ]);
  expect(JSON.stringify(lines)).not.toContain('5550111');
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'Name, Details'],
  ['a call event', { InvocationEventType: 'NEW_INBOUND_CALL' }, 'Name, Details'],
  [
    'a number as a parameter',
    { ...event, Details: { ...event.Details, Parameters: { a: 1 } } },
    'Details.Parameters.a',
  ],
])('%s is refused by the place, without values', async (_, given, places) => {
  const { result, lines } = await answering(given);
  expect(result).toMatchObject({
    name: 'ConnectEventError',
    message: `Not an event of a contact flow: ${places}`,
  });
  expect(lines).toMatchObject([{ message: 'failed', reason: 'ConnectEventError' }]);
});

test('what is too large for Connect is an error here', async () => {
  const { result } = await answering(event, async () => ({ outcome: 'found', external: { a: 'x'.repeat(32_768) } }));
  expect(result).toBeInstanceOf(RangeError);
});

test('what is thrown is logged and thrown on', async () => {
  const { result, lines } = await answering(event, () => Promise.reject(new Error('no table for +12065550111')));
  expect(result).toBeInstanceOf(Error);
  expect(lines).toMatchObject([{ message: 'failed', contactId: 'contact-1' }]);
  expect(JSON.stringify(lines)).not.toContain('5550111');
});
