import * as z from 'zod';
import type { Running } from '../run/running.ts';
import { isReference, resolve } from '../run/references.ts';

/** A text, which may have references in it. */
export const dynamic = z.string();

export const reference = z.string().refine(isReference, 'is one reference such as $.Attributes.name');

/** A whole number, written as one or as a text; the flow designer writes texts. */
export const whole = (from: number, to: number) =>
  z
    .union([z.int(), z.string().regex(/^\d+$/, `is a whole number from ${from} to ${to}`).transform(Number)])
    .refine((value) => value >= from && value <= to, `is a whole number from ${from} to ${to}`);

/** The same, or one reference. */
export const wholeOrReference = (from: number, to: number) =>
  z.union([whole(from, to), reference], `is a whole number from ${from} to ${to}, or one reference`);

export const trueOrFalse = z
  .union([z.boolean(), z.string().regex(/^(true|false)$/i, 'is True or False')])
  .transform((value) => String(value).toLowerCase() === 'true');

/** Fills the references of a text; what there is not is empty, and said in the trace. */
export function textOf(text: string, contact: Running): string {
  return resolve(text, contact.data, (missing) =>
    contact.diagnose('contact-reference-missing', `"${contact.action}": there is no ${missing}`),
  );
}

/** A number that was written or referred to; undefined for a reference to what is none in the range. */
export function wholeOf(value: number | string, from: number, to: number, contact: Running): number | undefined {
  const number = typeof value === 'number' ? value : Number(textOf(value, contact) || NaN);
  return Number.isInteger(number) && number >= from && number <= to ? number : undefined;
}
