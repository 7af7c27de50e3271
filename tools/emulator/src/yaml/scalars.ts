/** What people write as text in a file or on a command line. */
import * as z from 'zod';
import { messageOf } from '../errors.ts';

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** `500ms`, `2s`, `1.5m`, `1h` as milliseconds; undefined when it is none. */
export function durationMs(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/.exec(text.trim());
  if (!match) return undefined;
  const [, amount, unit] = match;
  return Number(amount) * UNITS[unit as keyof typeof UNITS];
}

/** Milliseconds as the shortest of those. */
export function durationText(ms: number): string {
  if (ms !== 0 && ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

export const duration = z.string().transform((text, context) => {
  const ms = durationMs(text);
  if (ms !== undefined) return ms;
  context.addIssue({
    code: 'custom',
    message: `"${text}" is not a duration. Allowed: a number with ms, s, m or h, such as 2s`,
  });
  return z.NEVER;
});

/** A number as E.164 writes it. */
export const phoneNumber = z.string().regex(/^\+[1-9]\d{1,14}$/, {
  error: ({ input }) => `"${String(input)}" is not a phone number in E.164, such as +12065550100`,
});

export const keys = z
  .string()
  .regex(/^[0-9A-D*#]+$/, { error: ({ input }) => `"${String(input)}" is not made of keys. Allowed: 0-9, *, #, A-D` });

export const text = z.string().min(1, 'is empty');

export const flag = z
  .enum(['true', 'false'], { error: ({ input }) => `"${String(input)}" is neither true nor false` })
  .transform((value) => value === 'true');

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number) {
  return z.string().transform((written, context) => {
    const value = Number(written);
    if (/^\d+$/.test(written) && value >= min && value <= max) return value;
    context.addIssue({ code: 'custom', message: `"${written}" is not a whole number from ${min} to ${max}` });
    return z.NEVER;
  });
}

const FLAGS = 'imsuv';

/** `/source/flags` is a regular expression, anything else a part of what is said. */
export const pattern = text.transform((written, context): string | RegExp => {
  const match = /^\/(.+)\/([a-z]*)$/s.exec(written);
  if (!match) return written;
  const [, source = '', flags = ''] = match;
  const wrong = [...flags].find((flag) => !FLAGS.includes(flag));
  try {
    if (wrong === undefined) return new RegExp(source, flags);
    context.addIssue({ code: 'custom', message: `flag "${wrong}" is not allowed. Allowed: ${[...FLAGS].join(', ')}` });
  } catch (error) {
    context.addIssue({ code: 'custom', message: messageOf(error) });
  }
  return z.NEVER;
});
