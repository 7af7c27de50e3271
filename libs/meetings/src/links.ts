import { createHash, timingSafeEqual } from 'node:crypto';

/** What is behind the `#` of a mailed link. */
export interface Link {
  participantId: string;
  /** 32 random bytes in base64url. */
  token: string;
}

export const TOKEN_BYTES = 32;

/** @param randomBytes so many bytes that nobody can foretell */
export function drawLink(participantId: string, randomBytes: (count: number) => Uint8Array): Link {
  return { participantId, token: Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url') };
}

export const linkText = ({ participantId, token }: Link): string => `${participantId}.${token}`;

/** Undefined for what is none. */
export function parseLink(text: string): Link | undefined {
  const [, participantId, token] = /^([\da-f]{16})\.([\w-]{43})$/.exec(text) ?? [];
  return participantId === undefined || token === undefined ? undefined : { participantId, token };
}

/** What is kept of a link. */
export const linkDigest = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Whether it is the one that the participant was mailed last. */
export function isLinkOf({ link }: { link?: string }, token: string): boolean {
  const [kept, given] = [Buffer.from(link ?? ''), Buffer.from(linkDigest(token))];
  return kept.length === given.length && timingSafeEqual(kept, given);
}
