/** Trace files: what `patchbay call --json` and `patchbay import` write, and what `patchbay replay` reads. */
import * as z from 'zod';

/** As the emulator records them; an imported event whose answer nobody logged is `not-logged`. */
export const outcomes = [
  'returned',
  'invalid',
  'failed',
  'throttled',
  'access-denied',
  'not-found',
  'too-large',
  'unreachable',
  'timed-out',
  'not-logged',
] as const;

const at = z.number().meta({ description: 'Milliseconds since the call began' });
const attributes = z.record(z.string(), z.unknown());
const levels = ['error', 'warning', 'info'] as const;

const smaEvent = z
  .looseObject({
    SchemaVersion: z.string().optional(),
    Sequence: z.int().min(1),
    InvocationEventType: z.string().min(1),
    CallDetails: z.looseObject({
      TransactionId: z.string().min(1),
      TransactionAttributes: attributes.optional(),
      Participants: z.array(z.looseObject({})).optional(),
    }),
  })
  .meta({ description: 'The event as the function got it' });

const traceEvent = z.looseObject({
  at: at.optional(),
  event: smaEvent,
  response: z.unknown().optional().meta({ description: "The function's answer; absent when there was none" }),
  durationMs: z.number().min(0).optional(),
  attempt: z.int().min(1).optional().meta({ description: '1 for the first delivery of an event' }),
  outcome: z.enum(outcomes).optional().meta({ description: 'What became of the invocation' }),
  error: z.string().optional(),
  logs: z.array(z.string()).optional().meta({ description: 'What the function printed' }),
});

const leg = z.looseObject({
  callId: z.string(),
  tag: z.enum(['LEG-A', 'LEG-B']),
  kind: z.enum(['caller', 'pstn', 'voice-connector', 'meeting']),
  from: z.string(),
  to: z.string(),
  state: z.enum(['ringing', 'connected', 'disconnected']),
  answeredAt: at.optional(),
  endedAt: at.optional(),
  sipCode: z.int().optional(),
  sipHeaders: z.record(z.string(), z.string()).optional(),
  audio: z
    .array(
      z.looseObject({
        at,
        bridgedWith: z.string().optional(),
        meetingId: z.string().optional(),
        muted: z.boolean().optional(),
      }),
    )
    .optional()
    .meta({ description: "Whom it was heard by and heard, from when on: the call's other leg, who is in a meeting" }),
});

const meeting = z.looseObject({
  meetingId: z.string(),
  rosters: z.array(
    z.looseObject({
      at,
      participants: z.array(
        z.looseObject({ externalUserId: z.string(), kind: z.enum(['phone', 'browser']), muted: z.boolean() }),
      ),
    }),
  ),
});

const diagnostic = z.looseObject({
  at,
  code: z
    .string()
    .regex(/^[a-z][a-z-]*$/)
    .meta({ description: 'One of the diagnostics in the README; there may be more in later versions' }),
  level: z.enum(levels),
  message: z.string(),
  whatToDo: z.string(),
  callId: z.string().optional(),
  sequence: z.int().optional(),
});

/** One call. Only its id and its events are needed to replay it. */
export const traceSchema = z
  .looseObject({
    transactionId: z.string().min(1),
    events: z.array(traceEvent),
    legs: z.array(leg).optional(),
    heard: z
      .record(z.string(), z.array(z.looseObject({ at, text: z.string(), sound: z.string() })))
      .optional()
      .meta({ description: "What each phone heard, by the phone's number or name" }),
    diagnostics: z.array(diagnostic).optional(),
    contacts: z
      .array(
        z.looseObject({
          contactId: z.string(),
          callId: z.string(),
          at,
          attributes: z.record(z.string(), z.string()),
        }),
      )
      .optional()
      .meta({ description: 'What contact centres made of it' }),
    meetings: z
      .array(meeting)
      .optional()
      .meta({ description: 'Meetings that its legs were in, and who was there whenever that changed' }),
    ended: z.looseObject({ at, reason: z.string() }).optional().meta({ description: 'Absent while the call is up' }),
  })
  .meta({ title: 'A call, as recorded by the emulator or imported from logs' });

export type Trace = z.output<typeof traceSchema>;
export type TraceEvent = Trace['events'][number];
export type Outcome = (typeof outcomes)[number];
