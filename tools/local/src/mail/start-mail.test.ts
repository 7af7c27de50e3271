import { SendEmailCommand, SESv2Client, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { credentials, testStamp } from '../../test/support/stamp.ts';
import { startMail, type LocalMail } from './start-mail.ts';

const FROM = 'meetings@example.com';
const ID = '00000000-0000-4000-8000-000000000001';
let mail: LocalMail;
let client: SESv2Client;

beforeEach(async () => {
  mail = await startMail(testStamp());
  mail.verify(FROM);
  mail.addConfigurationSet('set');
  client = new SESv2Client({ endpoint: mail.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterEach(async () => {
  client.destroy();
  await mail.stop();
});

const content = (Subject: string, Html = '<b>Hello</b>') => ({
  Simple: { Subject: { Data: Subject }, Body: { Text: { Data: 'Hello' }, Html: { Data: Html } } },
});
const send = (more: Partial<SendEmailCommandInput> = {}) =>
  client.send(
    new SendEmailCommand({
      FromEmailAddress: FROM,
      ConfigurationSetName: 'set',
      Destination: { ToAddresses: ['ann@example.com'] },
      Content: content('Invitation'),
      ...more,
    }),
  );
const look = async (path: string) => {
  const response = await fetch(mail.endpoint + path);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe('an e-mail', () => {
  test('arrives in the mailbox', async () => {
    expect((await send()).MessageId).toBe(ID);
    await send({ Destination: { ToAddresses: ['Bob <bob@example.com>'], CcAddresses: ['ann@example.com'] } });
    expect(mail.list()).toMatchObject([
      {
        ...{ id: ID, at: Date.UTC(2026, 0, 5, 9), from: FROM, to: ['ann@example.com'] },
        ...{ subject: 'Invitation', text: 'Hello', html: '<b>Hello</b>' },
      },
      { to: ['Bob <bob@example.com>', 'ann@example.com'] },
    ]);
    expect(mail.list('ann@example.com')).toHaveLength(2);
    expect(mail.list('Bob <bob@example.com>')).toHaveLength(1);
  });

  test.each([FROM, FROM.toUpperCase(), `Meetings <${FROM}>`, 'any@mail.example.org'])(
    'may come from %s',
    async (from) => {
      mail.verify('example.org');
      expect(await send({ FromEmailAddress: from })).toMatchObject({ MessageId: ID });
    },
  );

  test.each<[string, Partial<SendEmailCommandInput>, string, string]>([
    [
      'of somebody else',
      { FromEmailAddress: 'x@example.com' },
      'MessageRejected',
      'Email address is not verified. The following identities failed the check in region US-EAST-1: x@example.com',
    ],
    [
      'of a domain that only looks like ours',
      { FromEmailAddress: 'meetings@notexample.com' },
      'MessageRejected',
      'not verified',
    ],
    ['with a set that there is not', { ConfigurationSetName: 'no' }, 'NotFoundException', '<no> does not exist'],
    ['to nobody', { Destination: {} }, 'BadRequestException', 'To'],
    ['to two in one', { Destination: { ToAddresses: ['a@b, c@d'] } }, 'BadRequestException', 'Illegal address'],
    ['without a text', { Content: { Simple: { Subject: { Data: 'x' }, Body: {} } } }, 'BadRequestException', 'text'],
    ['as it is', { Content: { Raw: { Data: Buffer.from('x') } } }, 'BadRequestException', 'Raw'],
  ])('%s is refused', async (_what, more, name, message) => {
    await expect(send(more)).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    expect(mail.list()).toEqual([]);
  });
});

describe('in a browser', () => {
  test('the newest is first, and each is shown', async () => {
    expect((await look('/')).text).toContain('No e-mail has been sent yet.');
    await send();
    await send({ Content: content('Reminder') });
    const { text } = await look('/');
    expect(text.indexOf('Reminder')).toBeLessThan(text.indexOf(`<a href="/mails/${ID}">Invitation</a>`));
    const one = await look(`/mails/${ID}`);
    expect(one.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(one.text).toContain('<pre>Hello</pre>');
    expect(one.text).toContain(`src="/mails/${ID}/html"`);
  });

  test('a mail runs nothing, and is not taken for the page around it', async () => {
    const script = '<script>alert(1)</script>';
    await send({ Content: content(script, script), Destination: { ToAddresses: ['<i> <ann@example.com>'] } });
    for (const path of ['/', `/mails/${ID}`]) {
      const { text } = await look(path);
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(text).not.toMatch(/<script|<i>/);
    }
    const { text, headers } = await look(`/mails/${ID}/html`);
    expect(text).toBe(script);
    expect(headers.get('content-security-policy')).toMatch(/^sandbox allow-popups; default-src 'none'/);
  });

  test.each(['/mails/none', `/mails/${ID}/text`, '/store'])('%s is not there', async (path) => {
    await send();
    expect(await look(path)).toMatchObject({ status: 404, text: expect.stringContaining('not served here') });
  });
});
