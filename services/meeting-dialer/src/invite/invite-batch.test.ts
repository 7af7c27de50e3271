import { expect, test } from '@jest/globals';
import type { InvitationMessage } from '../invitations.ts';
import { inviteBatch } from './invite-batch.ts';

const message = (eventId: string): InvitationMessage => ({ eventId, series: 'series-1', sentAt: 1 });
const record = (messageId: string, body: unknown) => ({
  messageId,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

async function invited(records: unknown[], failing = '') {
  const seen: string[] = [];
  const failures: unknown[] = [];
  const response = await inviteBatch(
    { Records: records },
    {
      async invite({ eventId }) {
        if (eventId === failing) throw new Error('no table');
        seen.push(eventId);
        return { outcome: 'done', mails: 0, calls: 0 };
      },
      done: () => undefined,
      failed: (error) => failures.push(error),
    },
  );
  return { seen, failed: response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier), failures };
}

test('one message after the other is seen to', async () => {
  expect(await invited([record('a', message('111111')), record('b', message('222222'))])).toEqual({
    ...{ seen: ['111111', '222222'], failed: [], failures: [] },
  });
});

test('what fails comes again, and the others do not', async () => {
  const records = [record('a', message('111111')), record('b', message('222222')), record('c', message('333333'))];
  const { seen, failed, failures } = await invited(records, '222222');
  expect({ seen, failed, count: failures.length }).toEqual({ seen: ['111111', '333333'], failed: ['b'], count: 1 });
});

test.each([
  'hello',
  '',
  '[]',
  { eventId: '123', series: 's', sentAt: 1 },
  { eventId: '123456', series: '../meeting', sentAt: 1 },
  { eventId: '123456', series: 's', sentAt: 'now' },
])('%j is no message', async (body) => {
  const { failed } = await invited([record('a', body), record('b', message('111111'))]);
  expect(failed).toEqual(['a']);
});

test('what is no event of a queue is refused', async () => {
  await expect(inviteBatch({ Records: [{}] }, {} as never)).rejects.toThrow();
});
