import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { Stamp } from '../aws/event.ts';
import type { Mailbox } from './mailbox.ts';

export interface SendEmailOptions extends Stamp {
  mailbox: Mailbox;
  /** Addresses and domains, in lower case. */
  identities: ReadonlySet<string>;
  configurationSets: ReadonlySet<string>;
}

const content = z.object({ Data: z.string().min(1) });
/** What is hidden from other recipients has no place in the mailbox; attachments and templates have none either. */
const addresses = z.array(z.string()).max(50).default([]);
const Input = z.object({
  FromEmailAddress: z.string(),
  ConfigurationSetName: z.string().optional(),
  Destination: z.strictObject({ ToAddresses: addresses, CcAddresses: addresses }),
  Content: z.strictObject({
    Simple: z
      .strictObject({ Subject: content, Body: z.strictObject({ Text: content.optional(), Html: content.optional() }) })
      .refine(({ Body }) => Body.Text ?? Body.Html, 'must have a text or HTML'),
  }),
});

/** SES's SendEmail of simple e-mail. Throws `AwsError` or a zod error. */
export function sendEmail(input: unknown, options: SendEmailOptions): { MessageId: string } {
  const { account, clock, ids, mailbox, identities, configurationSets } = options;
  const { FromEmailAddress: from, ConfigurationSetName: set, Destination, Content } = Input.parse(input);
  const to = [...Destination.ToAddresses, ...Destination.CcAddresses];
  if (to.length === 0) throw new AwsError('BadRequestException', 'Missing required header: To.');
  for (const each of [from, ...to]) if (!isAddress(each)) throw new AwsError('BadRequestException', 'Illegal address');
  if (set !== undefined && !configurationSets.has(set)) {
    throw new AwsError('NotFoundException', `Configuration set <${set}> does not exist.`, 404);
  }
  if (!identitiesOf(from).some((each) => identities.has(each))) {
    throw new AwsError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${account.region.toUpperCase()}: ${from}`,
    );
  }
  const id = ids.uuid();
  const { Subject, Body } = Content.Simple;
  mailbox.add({
    ...{ id, from, to, at: clock.now(), subject: Subject.Data },
    ...(Body.Text && { text: Body.Text.Data }),
    ...(Body.Html && { html: Body.Html.Data }),
  });
  return { MessageId: id };
}

/** `a@b`, or `Name <a@b>`. */
function addressOf(text: string): string {
  const [, inner = text] = /<([^<>]*)>\s*$/.exec(text) ?? [];
  return inner.trim();
}

function isAddress(text: string): boolean {
  return /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(addressOf(text));
}

/** What SES may know a sender by: the address, its domain, and every domain above. */
function identitiesOf(from: string): string[] {
  const address = addressOf(from).toLowerCase();
  const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
  return [address, ...labels.map((_, index) => labels.slice(index).join('.'))];
}
