import type { Answer, Call } from '@patchbay/sma';
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1), z.maxLength(256));

/** What CreateSipMediaApplicationCall brings along. */
const argumentsSchema = z.object({
  owner: text,
  meetingId: text,
  /** E.164, or a SIP user behind the Voice Connector. */
  to: text,
  voiceConnectorArn: z.optional(text),
  /** E-mail address of the owner, as a SIP header may have it. */
  requestor: z.string().check(z.maxLength(1_024)),
  /** Milliseconds since the epoch. */
  createdAt: z.string().check(z.regex(/^\d{1,15}$/)),
});

/** What is stored with the call between events. */
export interface State extends z.infer<typeof argumentsSchema> {
  /** Number of the first digits that have not been sent. */
  nextDigits: number;
  /** Digits are on their way. */
  sending: boolean;
}

type Attributes = NonNullable<Exclude<Answer, readonly unknown[]>['attributes']>;

/** @throws ZodError not all is there: nobody but our API places such calls */
export function attributesFrom(call: Call): Attributes {
  return z.parse(argumentsSchema, call.arguments);
}

/** Undefined when the answer to the first event was lost, and with it what it stored. */
export function stateOf({ attributes }: Call): State | undefined {
  const { success, data } = z.safeParse(argumentsSchema, attributes);
  if (!success) return undefined;
  const [next = '1', sending] = (attributes['digits'] ?? '').split(' ');
  return {
    ...data,
    nextDigits: Number(next) || 1,
    sending: sending === 'sending',
  };
}

export function storeDigits({ nextDigits, sending }: Pick<State, 'nextDigits' | 'sending'>): Attributes {
  return { digits: `${nextDigits}${sending ? ' sending' : ''}` };
}
