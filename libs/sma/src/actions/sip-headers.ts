import * as z from 'zod/mini';
import { limits } from '../limits.ts';

const ALLOWED = /^(?:x-(?!vine|amzn|vc|canary|voice).+|user-to-user|diversion)$/i;

/** Names: X-…, User-to-User, Diversion; some prefixes after X- are the service's own. */
export const sipHeaders = z.record(z.string(), z.string()).check(
  z.check((context) => {
    for (const [name, value] of Object.entries(context.value)) {
      const rule = ruleFor(name, value);
      if (rule !== undefined) {
        context.issues.push({ code: 'custom', message: rule, path: [name], input: context.value });
      }
    }
  }),
);

/** Whether CallAndBridge and CreateSipMediaApplicationCall take a header of this name and value. */
export function isSipHeader(name: string, value: string): boolean {
  return ruleFor(name, value) === undefined;
}

function ruleFor(name: string, value: string): string | undefined {
  if (!ALLOWED.test(name)) {
    return 'must be named X-…, User-to-User or Diversion, and not X-VINE, X-AMZN, X-VC, X-CANARY or X-VOICE';
  }
  return name.length + value.length > limits.sipHeaderCharacters
    ? `must be at most ${limits.sipHeaderCharacters} characters with its name`
    : undefined;
}
