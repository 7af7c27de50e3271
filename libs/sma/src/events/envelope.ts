import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { participant, type Participant } from './participant.ts';

export interface CallDetails {
  /** One a call; what CreateSipMediaApplicationCall returned. */
  TransactionId: string;
  /** Only when a non-empty map is stored. */
  TransactionAttributes?: Record<string, unknown>;
  AwsAccountId: string;
  /** Of the SIP media application, not of the number. */
  AwsRegion: string;
  /** Inbound calls only. */
  SipRuleId?: string;
  SipMediaApplicationId: string;
  /** In no particular order. */
  Participants: Participant[];
}

/** What all events have. */
export interface Envelope<E extends string> {
  SchemaVersion: '1.0';
  /** 1 for the first event of a call. */
  Sequence: number;
  InvocationEventType: E;
  CallDetails: CallDetails;
}

const COUNT = 'must be a whole number, 1 or more';
const text = z.string().check(z.minLength(1));

const callDetails = z.object({
  TransactionId: text,
  TransactionAttributes: z.optional(z.record(z.string(), z.unknown())),
  AwsAccountId: z.string().check(z.regex(/^\d{12}$/, 'must be an account number of 12 digits')),
  AwsRegion: text,
  SipRuleId: z.optional(text),
  SipMediaApplicationId: text,
  Participants: z.array(participant).check(z.minLength(1)),
});

export function eventSchema<E extends string, S extends z.core.$ZodLooseShape>(type: E, more: S) {
  return z.object({
    SchemaVersion: z.literal(limits.schemaVersion),
    Sequence: z.number().check(z.multipleOf(1, COUNT), z.gte(1, COUNT)),
    InvocationEventType: z.literal(type),
    ...more,
    CallDetails: callDetails,
  });
}
