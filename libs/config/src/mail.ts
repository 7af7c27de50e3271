import * as z from 'zod';

/** An e-mail address. */
export const address = z.email('must be an e-mail address such as meetings@example.com').max(254);

/** E-mail that is sent by Amazon SES. */
export const mail = z.strictObject({
  /** Whom e-mail comes from. */
  from: address,
  /**
   * What infra has SES verify: the address itself, which gets an e-mail with a link, or its whole domain, which needs three
   * DNS records. `existing`: one of both has been verified already, by somebody else.
   */
  identity: z.enum(['address', 'domain', 'existing']).default('address'),
  /** Whose meetings are those that do not say whose they are; nobody's when absent. */
  organiser: address.optional(),
});

/** What SES may know the sender by; nothing when no e-mail is sent. */
export function mailIdentities(settings: z.infer<typeof mail> | undefined): string[] {
  if (settings === undefined) return [];
  const { from, identity } = settings;
  const ofDomain = from.slice(from.lastIndexOf('@') + 1);
  return { address: [from], domain: [ofDomain], existing: [from, ofDomain] }[identity];
}
