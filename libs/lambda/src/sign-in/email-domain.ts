/**
 * The local part is as Cognito takes it, without quotes and comments: what a mail server may read in another way than
 * we do is refused. The domain is host labels in ASCII; an international one is written in punycode (xn--…).
 */
const ADDRESS =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9]))$/i;

const MAX_LENGTH = 254;

/**
 * Whether an e-mail address is at this very domain, in upper or lower case; an address at a sub-domain is not. '' allows
 * every well-formed address.
 */
export function emailDomainAllowed(email: string, allowedDomain: string): boolean {
  const domain = email.length <= MAX_LENGTH ? ADDRESS.exec(email)?.[1] : undefined;
  if (domain === undefined) return false;
  return allowedDomain === '' || domain.toLowerCase() === allowedDomain.toLowerCase();
}
