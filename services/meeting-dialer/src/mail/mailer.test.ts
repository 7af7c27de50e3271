import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { createMailer } from './mailer.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A mailer, and what its service has got. */
async function mailerOf(answer: { status: number; error?: string } | 'no answer') {
  const got: unknown[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      got.push(body);
      if (answer === 'no answer') {
        request.socket.destroy();
        return;
      }
      const { status, error } = answer;
      response.writeHead(status, { 'content-type': 'application/json', ...(error && { 'x-amzn-errortype': error }) });
      response.end(JSON.stringify(error ? { message: 'bob@example.com' } : { MessageId: 'm-1' }));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const mailer = createMailer({
    from: 'meetings@example.com',
    configurationSet: 'patchbay-dev-mail',
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
  });
  return { got, send: () => mailer.send({ to: 'bob@example.com', subject: 'S', text: 'T', html: '<p>H</p>' }) };
}

test('an e-mail is handed to SES with both of its forms', async () => {
  const { got, send } = await mailerOf({ status: 200 });
  expect(await send()).toEqual({ ok: true });
  const content = (Data: string) => ({ Data, Charset: 'UTF-8' });
  expect(got).toEqual([
    {
      FromEmailAddress: 'meetings@example.com',
      ConfigurationSetName: 'patchbay-dev-mail',
      Destination: { ToAddresses: ['bob@example.com'] },
      Content: { Simple: { Subject: content('S'), Body: { Text: content('T'), Html: content('<p>H</p>') } } },
    },
  ]);
});

test.each([
  [429, 'TooManyRequestsException', 'not-sent'],
  [400, 'LimitExceededException', 'not-sent'],
  [400, 'SendingPausedException', 'not-sent'],
  [400, 'AccountSuspendedException', 'not-sent'],
  [400, 'MailFromDomainNotVerifiedException', 'not-sent'],
  [403, 'AccessDeniedException', 'not-sent'],
  [400, 'ThrottlingException', 'not-sent'],
  [400, 'MessageRejected', 'rejected'],
  [400, 'BadRequestException', 'rejected'],
  [404, 'NotFoundException', 'not-sent'],
  [500, 'InternalServiceErrorException', 'unknown'],
  [503, 'ServiceUnavailable', 'unknown'],
])('%i %s: %s, asked once, and nobody is named', async (status, error, reason) => {
  const { got, send } = await mailerOf({ status, error });
  const result = await send();
  expect(result).toMatchObject({ ok: false, reason });
  expect(JSON.stringify(result)).not.toContain('bob');
  expect(got).toHaveLength(1);
});

test('a service that hangs up may have sent it: it is not asked again', async () => {
  const { got, send } = await mailerOf('no answer');
  expect(await send()).toMatchObject({ ok: false, reason: 'unknown' });
  expect(got).toHaveLength(1);
});
