/**
 * The points that Amazon's documents leave open or contradict each other on. Each has the default that the evidence
 * favours; a flow that is to be trusted works under every value, so the property harness draws them at random.
 */
export const openPoints = {
  invalidResponsePolicy: {
    point: 'U1',
    values: ['event-once', 'hangup'],
    about: 'An invalid response is answered by INVALID_LAMBDA_RESPONSE once, or by hanging up at once.',
  },
  emptyInbound: {
    point: 'U2',
    values: ['ring-30s', 'hangup'],
    about: 'An empty answer to NEW_INBOUND_CALL rings on for 30 s, or ends the call at once.',
  },
  emitStartRecording: {
    point: 'U3',
    values: [false, true],
    about: 'StartCallRecording in the middle of a list sends its own ACTION_SUCCESSFUL.',
  },
  hangupAlsoSucceeds: {
    point: 'U4',
    values: ['after', 'before', 'never'],
    about: 'Hangup of a bridged PSTN leg sends ACTION_SUCCESSFUL after its HANGUP, before it, or not at all.',
  },
  ringLegB: {
    point: 'U5',
    values: [false, true],
    about: 'RINGING is sent for the far end of CallAndBridge.',
  },
  echoCallId: {
    point: 'U6',
    values: ['always', 'unless-tag'],
    about: 'CallId is added to the echoed parameters always, or not where only a ParticipantTag was given.',
  },
  defaultLeg: {
    point: 'U7',
    values: ['event-leg', 'leg-a'],
    about: 'Without a selector an action means the leg that the event is about, or always LEG-A.',
  },
  regexWithTerminator: {
    point: 'U8',
    values: ['either', 'without', 'with'],
    about: 'InputDigitsRegex sees the digits with the terminator, without it, or either may match.',
  },
  receiveDigitsOneShot: {
    point: 'U9',
    values: [false, true],
    about: 'ReceiveDigits stops listening after its first match.',
  },
  digitsInterrupt: {
    point: 'U10',
    values: [true, false],
    about: 'Actions returned to DIGITS_RECEIVED interrupt the running action.',
  },
  hangupRace: {
    point: 'U11',
    values: ['by-action', 'hangup-only', 'always-fails'],
    about: 'What an action on a leg that hangs up reports before HANGUP.',
  },
  retry: {
    point: 'U12',
    values: ['every-5s', 'once'],
    about: 'A slow function is invoked again at 5, 10 and 15 s, or at 5 s only.',
  },
  attributeLimits: {
    point: 'U13',
    values: ['current', 'legacy'],
    about: 'Transaction attributes: 100 pairs and 20 KB, or 10 pairs of 1,024 characters.',
  },
  strictPause: {
    point: 'U15',
    values: [false, true],
    about: 'Pause outside 100 to 30,000 ms fails.',
  },
  maxCallSeconds: {
    point: 'U16',
    values: [0, 14_400],
    about: 'A call is ended after this many seconds; 0 for never.',
  },
  idempotency: {
    point: 'U18',
    values: ['same', 'new'],
    about: 'A repeated ExternalUserId gives the same attendee, or a new one.',
  },
  finalFailureAudio: {
    point: 'U20',
    values: [true, false],
    about: 'The failure prompt is also played after the last failed attempt.',
  },
  hangupEventAfterFailure: {
    point: 'U25',
    values: [true, false],
    about: 'HANGUP is sent when the service ends a call because the function could not be invoked.',
  },
  participantOrder: {
    point: 'U26',
    values: ['by-tag', 'ended-first', 'leg-b-first'],
    about: 'The order of Participants, which nobody may rely on.',
  },
  updateRace: {
    point: 'U27',
    values: ['keep-event', 'drop-event'],
    about:
      'An action that an update could not interrupt still reports its own end, or not, once the list was replaced.',
  },
  meetingMs: {
    point: 'U28',
    values: [0, 1_000],
    about: 'Joining a meeting, and muting in it, take this many milliseconds, during which other things happen.',
  },
} as const satisfies Record<string, OpenPoint>;

interface OpenPoint {
  point: `U${number}`;
  /** The default first. */
  values: readonly (string | boolean | number)[];
  about: string;
}

export type SwitchName = keyof typeof openPoints;
type Widened<T> = T extends boolean ? boolean : T extends number ? number : T;
export type Switches = { -readonly [K in SwitchName]: Widened<(typeof openPoints)[K]['values'][number]> };

export const defaultSwitches: Switches = {
  invalidResponsePolicy: 'event-once',
  emptyInbound: 'ring-30s',
  emitStartRecording: false,
  hangupAlsoSucceeds: 'after',
  ringLegB: false,
  echoCallId: 'always',
  defaultLeg: 'event-leg',
  regexWithTerminator: 'either',
  receiveDigitsOneShot: false,
  digitsInterrupt: true,
  hangupRace: 'by-action',
  retry: 'every-5s',
  attributeLimits: 'current',
  strictPause: false,
  maxCallSeconds: 0,
  idempotency: 'same',
  finalFailureAudio: true,
  hangupEventAfterFailure: true,
  participantOrder: 'by-tag',
  updateRace: 'keep-event',
  meetingMs: 0,
};
