/** What an invitation says. */
export interface InvitationMail {
  eventId: string;
  /** Of whom is invited. */
  name: string;
  /** E-mail address of whoever invites. */
  organiser: string;
  /** Six digits. */
  passcode: string;
  /** Where the meeting can be joined in a browser; missing where there are no pages. */
  link?: string;
  /** E.164: what can be dialled; missing where there is no number. */
  dialIn?: string;
  /** Milliseconds since the epoch. */
  closesAt: number;
}

export interface MailText {
  subject: string;
  text: string;
  html: string;
}

/** A telephone pauses for about two seconds at each comma. */
export const dialString = (dialIn: string, eventId: string, passcode: string): string =>
  `${dialIn},,${eventId},,${passcode}`;

/** An invitation as plain text and as HTML. What people wrote is text in both, whatever it looks like. */
export function invitationMail({
  eventId,
  name,
  organiser,
  passcode,
  link,
  dialIn,
  closesAt,
}: InvitationMail): MailText {
  const until = `${new Date(closesAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const numbers = dialIn === undefined ? undefined : dialString(dialIn, eventId, passcode);
  const text = [
    `Hello ${name},`,
    `${organiser} invites you to meeting ${eventId}.`,
    ...(link === undefined ? [] : [`Join in a browser:\n${link}`]),
    ...(numbers === undefined
      ? []
      : [
          `Join by phone:\n${numbers}`,
          `Or dial ${dialIn}, then enter the event id ${eventId} and your passcode ${passcode}.`,
        ]),
    `It can be joined until ${until}. The passcode and the link are yours: do not pass them on.`,
  ];
  const html = [
    `<p>Hello ${escape(name)},</p>`,
    `<p>${escape(organiser)} invites you to meeting <strong>${escape(eventId)}</strong>.</p>`,
    ...(link === undefined ? [] : [`<p><a href="${escape(link)}">Join in a browser</a></p>`]),
    ...(dialIn === undefined || numbers === undefined
      ? []
      : [
          `<p>Join by phone: <a href="tel:${escape(numbers)}">${escape(numbers)}</a></p>`,
          `<p>Or dial ${escape(dialIn)}, then enter the event id <strong>${escape(eventId)}</strong> and your passcode <strong>${escape(passcode)}</strong>.</p>`,
        ]),
    `<p>It can be joined until ${until}. The passcode and the link are yours: do not pass them on.</p>`,
  ];
  return {
    subject: `Invitation to meeting ${eventId}`,
    text: `${text.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="en">\n<body>\n${html.join('\n')}\n</body>\n</html>\n`,
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (each) => ENTITIES[each] ?? each);
