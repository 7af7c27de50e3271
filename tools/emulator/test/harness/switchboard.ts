import {
  type Answer,
  type Call,
  callAndBridge,
  createRouter,
  type Flow,
  hangup,
  receiveDigits,
  recordAudio,
  speak,
  speakAndGetDigits,
} from '@patchbay/sma';
import type { FlowUnderTest } from '../../src/harness/flow-under-test.ts';

const SWITCHBOARD = '+12065550100';
const SALES = '+12065550142';
const SUPPORT = '+12065550143';
const PIN = '471100';

interface Deps {
  /** Numbers shown to the far end, claimed by one call each. */
  claims: Map<string, string>;
  /** Messages by their key. */
  sent: Map<string, string>;
}

const menu = speakAndGetDigits({
  SpeechParameters: { Text: 'Sales is 1, a message is 2, staff press 3.' },
  FailureSpeechParameters: { Text: 'That is none of them.' },
  InputDigitsRegex: '^[123]$',
  MaxNumberOfDigits: 1,
  Repeat: 2,
  RepeatDurationInMilliseconds: 5_000,
});
const askPin = speakAndGetDigits({
  SpeechParameters: { Text: 'Your PIN, please.' },
  FailureSpeechParameters: { Text: 'That is wrong.' },
  InputDigitsRegex: '^\\d{6}$',
  MinNumberOfDigits: 6,
  MaxNumberOfDigits: 6,
  RepeatDurationInMilliseconds: 8_000,
});
const record = recordAudio({
  DurationInSeconds: 30,
  SilenceDurationInSeconds: 3,
  RecordingTerminators: ['#'],
  RecordingDestination: { Type: 'S3', BucketName: 'messages' },
});

const switchboard: Flow<Deps> = {
  name: 'switchboard',
  on: {
    NEW_INBOUND_CALL: () => [menu],
    CALL_ANSWERED: () => [menu],
    ACTION_SUCCESSFUL: {
      SpeakAndGetDigits: (call, deps) => chosen(call, deps),
      CallAndBridge: () => ({ actions: [listen], attributes: { transfer: undefined } }),
      RecordAudio: (call, { sent }) => {
        sent.set(call.key('message'), call.transactionId);
        return [speak({ Text: 'Thank you.' }), hangup()];
      },
      // An announcement is over: who talked to nobody hears the menu again.
      Speak: (call) => (call.connected.length === 1 ? [menu] : []),
    },
    ACTION_FAILED: {
      SpeakAndGetDigits: (call) => (call.legA?.live ? goodbye('Goodbye.') : []),
      CallAndBridge: (call, deps) => {
        deps.claims.delete(call.transactionId);
        return call.legA?.live ? goodbye('Nobody is there, or they are busy.') : [];
      },
      // The conversation goes on without the star key.
      ReceiveDigits: () => [],
    },
    DIGITS_RECEIVED: (call) => transfer(call),
    CALL_UPDATE_REQUESTED: (call) => {
      if (call.arguments['do'] === 'transfer') return transfer(call);
      return call.legA?.connected ? [speak({ Text: 'We close in ten minutes.', ParticipantTag: 'LEG-A' })] : [];
    },
    HANGUP: (call, deps) => {
      const transfers = call.attributes['transfer'] === 'yes' && call.ended?.leg?.tag === 'LEG-B';
      return transfers && call.legA?.connected ? connect(call, deps, SUPPORT) : [];
    },
  },
  release: ({ transactionId }, { claims }) => {
    claims.delete(transactionId);
  },
};

const listen = receiveDigits({
  InputDigitsRegex: '^\\*9$',
  InBetweenDigitsDurationInMilliseconds: 1_000,
  FlushDigitsDurationInMilliseconds: 10_000,
  ParticipantTag: 'LEG-A',
});

function chosen(call: Call, deps: Deps): Answer {
  switch (call.digits) {
    case '1':
      return connect(call, deps, SALES);
    case '2':
      return [record];
    case '3':
      return [askPin];
    default:
      return call.digits === PIN ? connect(call, deps, SUPPORT) : goodbye('That is not a PIN.');
  }
}

function connect(call: Call, { claims }: Deps, number: string): Answer {
  claims.set(call.transactionId, number);
  return [
    callAndBridge({
      CallerIdNumber: SWITCHBOARD,
      CallTimeoutSeconds: 20,
      Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: number }],
    }),
  ];
}

/** Lets the far end go, to call another one when it has gone. */
function transfer(call: Call): Answer {
  const { legA, legB } = call;
  if (!legA?.connected || !legB?.connected) return [];
  return { actions: [hangup({ CallId: legB.callId })], attributes: { transfer: 'yes' } };
}

function goodbye(text: string): Answer {
  return [speak({ Text: text }), hangup()];
}

/** A flow on the router, with claims, messages, recordings, transfers and updates. */
export function switchboardUnderTest(): FlowUnderTest {
  return {
    name: switchboard.name,
    starts: [
      { type: 'inbound', from: '+12065550101', to: SWITCHBOARD },
      { type: 'outbound', from: SWITCHBOARD, to: '+12065550120', arguments: { flow: 'switchboard' } },
    ],
    updates: [{ do: 'announce' }, { do: 'transfer' }],
    keys: [PIN, '*9'],
    deterministic: true,
    open: () => {
      const deps: Deps = { claims: new Map(), sent: new Map() };
      const errors: string[] = [];
      const handler = createRouter({
        flows: [switchboard],
        deps,
        flowFor: () => switchboard.name,
        report: ({ code, message }) => {
          if (code !== 'unhandled-failure' && code !== 'advice') errors.push(`${code}: ${message}`);
        },
      });
      return {
        handler,
        errors: () => errors,
        leftovers: () => [...deps.claims.values()].map((number) => `a claim for ${number}`),
        effects: (id) => [...deps.sent].filter(([, owner]) => owner === id).map(([key]) => key),
      };
    },
  };
}
