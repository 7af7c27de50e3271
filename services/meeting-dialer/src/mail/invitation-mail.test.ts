import { expect, test } from '@jest/globals';
import { invitationMail, type InvitationMail } from './invitation-mail.ts';

const MAIL: InvitationMail = {
  eventId: '123456',
  name: 'Nikki',
  organiser: 'boss@example.com',
  passcode: '654321',
  link: 'https://meet.example.com/meetings/123456#0123456789abcdef.token',
  dialIn: '+12065550130',
  closesAt: Date.UTC(2026, 10, 25, 17, 30),
};

test('an invitation says how to join, in both of its forms', () => {
  const { subject, text, html } = invitationMail(MAIL);
  expect(subject).toBe('Invitation to meeting 123456');
  expect(text).toBe(
    [
      'Hello Nikki,',
      'boss@example.com invites you to meeting 123456.',
      'Join in a browser:\nhttps://meet.example.com/meetings/123456#0123456789abcdef.token',
      'Join by phone:\n+12065550130,,123456,,654321',
      'Or dial +12065550130, then enter the event id 123456 and your passcode 654321.',
      'It can be joined until 2026-11-25 17:30 UTC. The passcode and the link are yours: do not pass them on.\n',
    ].join('\n\n'),
  );
  expect(html).toContain('<a href="https://meet.example.com/meetings/123456#0123456789abcdef.token">');
  expect(html).toContain('<a href="tel:+12065550130,,123456,,654321">+12065550130,,123456,,654321</a>');
  expect(html).toContain('your passcode <strong>654321</strong>');
});

test.each([
  ['pages', 'link', /browser|https/],
  ['a number', 'dialIn', /phone|tel:|dial/i],
] as const)('where there is no such thing as %s, it says nothing of it', (_, missing, words) => {
  const { [missing]: _none, ...rest } = MAIL;
  const { text, html } = invitationMail(rest);
  expect(text.replace('The passcode and the link', '')).not.toMatch(words);
  expect(html).not.toMatch(words);
});

test.each([
  ['a tag', '<img src=x onerror=alert(1)>'],
  ['an end of an attribute', '"><script>alert(1)</script>'],
  ['an entity', '&lt;b&gt;'],
  ['quotes', `'"`],
])('%s in a name, or in an address, is text', (_, name) => {
  const { subject, text, html } = invitationMail({ ...MAIL, name, organiser: name });
  expect(text).toContain(`Hello ${name},`);
  expect(html).not.toContain(name);
  // What a browser shows is what was written.
  const shown = html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
  expect(shown).toContain(`Hello ${name},`);
  expect(subject).toBe('Invitation to meeting 123456');
});
