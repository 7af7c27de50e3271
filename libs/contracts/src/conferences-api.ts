import * as z from 'zod/mini';

/** `POST /conferences`. */
export const createConferenceRequest = z.strictObject({
  /** For the operators' page. */
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  /** Five digits; drawn when missing. */
  pin: z.optional(z.string().check(z.regex(/^\d{5}$/, 'must be five digits'))),
  /** Callers wait until an operator admits them; as the stage says when missing. */
  waitingRoom: z.optional(z.boolean()),
});

/** A conference that callers join with a PIN. */
export const conference = z.object({
  id: z.string(),
  name: z.string(),
  pin: z.string(),
  waitingRoom: z.boolean(),
  /** Milliseconds since the epoch. */
  openedAt: z.int(),
  /** The same: nobody can join it from then on. */
  closesAt: z.int(),
});

export const conferenceList = z.object({ conferences: z.array(conference) });

/** `ended` is final. */
export const liveCallStates = ['waiting', 'joined', 'held', 'ended'] as const;

/** A caller of a conference, as operators see one. */
export const liveCall = z.object({
  transactionId: z.string(),
  conferenceId: z.string(),
  /** Masked: its last two digits, `***88`. */
  number: z.string(),
  state: z.enum(liveCallStates),
  muted: z.boolean(),
  /** Milliseconds since the epoch: when it came into this state. */
  since: z.int(),
});

/** `GET /live-calls?conference=ID`. */
export const liveCallList = z.object({ calls: z.array(liveCall) });

export const actionNames = ['admit', 'disconnect', 'hold', 'mute', 'play', 'resume', 'speak', 'unmute'] as const;

/** What an operator can have played to a caller. */
export const operatorPrompts = ['announcement', 'please-wait', 'thank-you'] as const;

/** The longest text that an operator can have spoken. */
export const MAX_SPOKEN = 500;

const speakable = `must be a text of 1 to ${MAX_SPOKEN} characters`;
const plain = ['admit', 'disconnect', 'hold', 'mute', 'resume', 'unmute'] as const;
/** Every place that can be wrong has one message, so that all implementations of the contract can say the same. */
const closed = <S extends Parameters<typeof z.strictObject>[0]>(shape: S) =>
  z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? 'must not have other fields' : 'must be a JSON object'),
  });

/** `POST /live-calls/{transactionId}/actions`. */
export const actionRequest = z.discriminatedUnion(
  'action',
  [
    closed({ action: z.enum(plain) }),
    closed({
      action: z.literal('play'),
      prompt: z.enum(operatorPrompts, `must be one of ${operatorPrompts.join(', ')}`),
    }),
    closed({
      action: z.literal('speak'),
      text: z.string(speakable).check(z.minLength(1, speakable), z.maxLength(MAX_SPOKEN, speakable)),
    }),
  ],
  {
    error: ({ code }) =>
      code === 'invalid_union' ? `must be one of ${actionNames.join(', ')}` : 'must be a JSON object',
  },
);

/** The action is on its way to the call; what came of it comes over the live socket. */
export const actionAccepted = z.object({ actionId: z.string() });

/** `replaced` by a later action before it was done. */
export const actionOutcomes = ['applied', 'failed', 'replaced', 'call-ended'] as const;

export const actionOutcome = z.object({
  actionId: z.string(),
  transactionId: z.string(),
  outcome: z.enum(actionOutcomes),
  /** Why it failed, for people. */
  reason: z.optional(z.string()),
});

export type CreateConferenceRequest = z.infer<typeof createConferenceRequest>;
export type Conference = z.infer<typeof conference>;
export type LiveCall = z.infer<typeof liveCall>;
export type LiveCallState = (typeof liveCallStates)[number];
export type ActionRequest = z.infer<typeof actionRequest>;
export type ActionOutcome = z.infer<typeof actionOutcome>;
