/** Fields that several actions share: who it is for, numbers, keys, audio. */
import * as z from 'zod/mini';

export type ParticipantTag = 'LEG-A' | 'LEG-B';
/** The service takes a number or a string of digits. */
export type Numeric = number | `${number}`;
export type Dtmf = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '#' | '*';

export interface S3Object {
  Type: 'S3';
  BucketName: string;
  Key: string;
}

/** CallId wins over ParticipantTag; neither: the leg that the event is about. */
export interface LegSelector {
  CallId?: string;
  ParticipantTag?: ParticipantTag;
}

/** E.164, such as +12065550100. */
export const E164 = /^\+[1-9]\d{1,14}$/;

/** An empty string is the same as nothing: the service's own samples send it. */
export const legSelector = {
  CallId: z.optional(z.string()),
  ParticipantTag: z.optional(z.literal(['LEG-A', 'LEG-B', ''], 'must be LEG-A or LEG-B')),
};

/** For actions that the service documents as needing a CallId. */
export const callId = z.string().check(z.minLength(1, "must be the CallId of one of the call's legs"));

/** A whole number within bounds, or the same as a string. */
export function numeric(min: number, max = Number.MAX_SAFE_INTEGER) {
  const rule =
    max === Number.MAX_SAFE_INTEGER
      ? `must be a whole number, ${min} or more`
      : `must be a whole number from ${min} to ${max}`;
  const within = (text: string) => Number(text) >= min && Number(text) <= max;
  return z.union(
    [
      z.number().check(z.multipleOf(1, rule), z.gte(min, rule), z.lte(max, rule)),
      z.string().check(z.regex(/^[0-9]+$/, { error: rule, abort: true }), z.refine(within, rule)),
    ],
    rule,
  );
}

export const dtmfKeys = z.array(
  z.literal(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '#', '*'], 'must be a single key: 0 to 9, # or *'),
);

export const s3Object = z.object({
  Type: z.literal('S3'),
  BucketName: z.string().check(z.minLength(3), z.maxLength(63)),
  Key: z.string().check(z.minLength(1), z.maxLength(1024)),
});

/** Searched in what was pressed, not matched against the whole: anchor it. */
export const digitsRegex = z
  .string()
  .check(z.minLength(1, 'must be a regular expression'), z.refine(compiles, 'must be a regular expression'));

function compiles(source: string): boolean {
  try {
    // The service's expressions are Java's, which may begin with flags.
    new RegExp(source.replace(/^\(\?[a-z]+\)/, ''));
    return true;
  } catch {
    return false;
  }
}
