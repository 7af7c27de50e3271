import { readFileSync } from 'node:fs';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

/** A text, or what it is put together from. */
const parts = z.union([z.string(), z.array(z.union([z.string(), z.object({ repeat: z.string(), times: z.int() })]))]);

/** How the token is not like an operator's; ../../contract/README.md tells what each field means. */
const tokenSchema = z.strictObject({
  claims: z.record(z.string(), z.unknown()).optional(),
  without: z.array(z.string()).optional(),
  jwt: z.record(z.string(), z.unknown()).optional(),
  key: z.enum(['pool', 'forged', 'unknown', 'secret', 'none']).default('pool'),
  padded: z.boolean().default(false),
  changed: z.boolean().default(false),
});

const record = z.strictObject({ action: z.string(), outcome: z.string().optional() });

const vectorSchema = z.strictObject({
  name: z.string(),
  /** A key of `tokens`. */
  token: z.string(),
  scheme: z.string(),
  /** In place of scheme and token; null for no header. */
  authorization: z.string().nullish(),
  call: z.string().nullable(),
  contentType: z.string().nullable(),
  body: parts.nullable(),
  base64: z.boolean(),
  /** Which tables are not as they must be. */
  tables: z.strictObject({ settings: z.string(), calls: z.string(), audit: z.string() }).partial(),
  /** What the service does with each attempt. */
  update: z.array(
    z.union([z.tuple([z.literal('hang-up')]), z.tuple([z.int(), z.string().nullish(), z.looseObject({}).optional()])]),
  ),
  /** Arguments of each attempt. */
  sent: z.array(z.record(z.string(), parts)),
  audit: record.nullable(),
  /** A key of `answers`. */
  answer: z.string(),
});

const answer = z.strictObject({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.record(z.string(), z.unknown()),
});

const fileSchema = z.strictObject({
  about: z.string(),
  now: z.int(),
  actionId: z.string(),
  clientId: z.string(),
  allowedDomain: z.string(),
  auditDays: z.int(),
  sipMediaApplicationId: z.string(),
  record: z.strictObject({ by: z.string(), at: z.int(), expiresAt: z.int() }),
  claims: z.record(z.string(), z.unknown()),
  tokens: z.record(z.string(), tokenSchema),
  /** Items of the calls table. */
  calls: z.array(
    z.record(
      z.string(),
      z.custom<AttributeValue>((value) => typeof value === 'object'),
    ),
  ),
  answers: z.record(z.string(), answer),
  defaults: vectorSchema.omit({ name: true, answer: true }),
  vectors: z.array(vectorSchema.partial().required({ name: true, answer: true })),
});

export type Vector = z.infer<typeof vectorSchema>;
export type TokenSpec = z.infer<typeof tokenSchema>;

const read = fileSchema.parse(
  JSON.parse(readFileSync(new URL('../../contract/vectors.json', import.meta.url), 'utf8')),
);

/** The contract of the action functions, which both implementations keep. */
export const contract = {
  ...read,
  vectors: read.vectors.map((each) => vectorSchema.parse({ ...read.defaults, ...each })),
};

export function textOf(text: z.infer<typeof parts>): string {
  if (typeof text === 'string') return text;
  return text.map((part) => (typeof part === 'string' ? part : part.repeat.repeat(part.times))).join('');
}
