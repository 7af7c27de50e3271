import * as z from 'zod';
import { ResourceError } from './errors.ts';

/** What CloudFormation adds to the properties of every custom resource. */
const OWN = new Set(['ServiceToken', 'ServiceTimeout']);
const SECRET = /secret|password|token/i;

/** CloudFormation sends every value as a text. */
export const flag = z
  .union([z.string(), z.boolean()])
  .transform(String)
  .pipe(z.enum(['true', 'false'], 'must be true or false'))
  .transform((text) => text === 'true');

/** A whole number from `min` to `max`, both included. */
export function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(/^\d{1,9}$/, message))
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message));
}

/** Throws a ResourceError that has each wrong property, its value, and what is allowed. */
export function readProperties<Schema extends z.ZodType>(
  schema: Schema,
  properties: Readonly<Record<string, unknown>>,
): z.output<Schema> {
  const own = Object.fromEntries(Object.entries(properties).filter(([key]) => !OWN.has(key)));
  const { data, error } = schema.safeParse(own);
  if (error === undefined) return data;
  throw new ResourceError(error.issues.map((issue) => describe(issue, own)).join('; '));
}

function describe({ path, message }: z.core.$ZodIssue, properties: unknown): string {
  if (path.length === 0) return message;
  const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], properties);
  const key = path.join('.');
  if (value === undefined) return `${key} is missing`;
  return SECRET.test(key) ? `${key} ${message}` : `${key} is ${JSON.stringify(value)}: ${message}`;
}
