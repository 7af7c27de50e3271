/** A caller is connected with Amazon Connect, whose contact flow may have the call taken back and sent elsewhere. */
import type { Pair } from '@patchbay/repositories';
import { type Action, type Answer, type Call, callAndBridge, type Flow, hangup, pause, speak } from '@patchbay/sma';
import { diallerOf } from '../dialler.ts';
import type { TransferDeps } from './deps.ts';
import { stateOf, store } from './state.ts';
import { dataOf, type Told, toldFromText } from './told.ts';
import { bridgeTo, type Target } from './target.ts';

export type { TransferDeps } from './deps.ts';
export type { Target } from './target.ts';

const RINGS_S = 30;
/** An update that Connect has asked for arrives within a second, or never. */
const AWAIT_UPDATE_MS = 10_000;
/** The target is tried again once before the fallback. */
const MAX_FAILURES = 2;

export const takeBackAndTransfer: Flow<TransferDeps> = {
  name: 'take-back-and-transfer',
  on: {
    NEW_INBOUND_CALL: toConnect,
    ACTION_SUCCESSFUL: {
      CallAndBridge: talking,
      // Whether HANGUP or this comes first is not documented; whichever does starts the transfer.
      Hangup: (call) => (stateOf(call).step === 'taken-back' ? transfer(call) : []),
      Pause: (call) => (stateOf(call).step === 'awaited' ? sorry(call) : []),
    },
    ACTION_FAILED: {
      CallAndBridge: notAnswered,
      // Without the words, the call goes on all the same.
      Speak: withoutWords,
    },
    CALL_UPDATE_REQUESTED: updated,
    HANGUP: ended,
  },
  // The attributes are those from before the hang-up was answered.
  keepSurvivor: (call) => stateOf(call).step !== 'connect' && isConnectLeg(call),
  async release(call, deps) {
    await deps.calls.update(call.transactionId, { state: 'ended' });
    await release(call, deps);
  },
};

async function toConnect(call: Call, deps: TransferDeps): Promise<Answer> {
  const claimed = await claim(call, deps);
  if (!claimed.ok) {
    return [tell(call, 'All lines are busy. Please call again in a few minutes. Goodbye.'), hangUpCaller(call)];
  }
  return {
    actions: [tell(call, 'Welcome. We are connecting you.'), bridgeToConnect(claimed.pair)],
    attributes: store({ step: 'connect', pair: claimed.pair }),
  };
}

/** A pair for this call; the one that it has, if it has one. */
function claim({ transactionId, sipMediaApplicationId, legA }: Call, { pairs }: TransferDeps) {
  const data = {
    ...(legA && dataOf(legA)),
    original_calling_number: legA?.from ?? '',
    // Connect's side asks for updates of the call by the application's id.
    sip_media_application_id: sipMediaApplicationId,
  };
  return pairs.claim({ transactionId, data });
}

/** Gives back what the call has: nothing but its own, and nothing twice. */
async function release(call: Call, { pairs, calls }: TransferDeps): Promise<void> {
  const { transactionId } = call;
  // The answer to the claim may have been lost, and with it the attributes.
  const pair = stateOf(call).pair ?? (await calls.get(transactionId))?.pair;
  if (pair) await pairs.release(pair, transactionId);
}

/** Whether Connect has asked for a transfer that has not reached the call yet. */
async function isTransferPending(call: Call, { pairs }: TransferDeps): Promise<boolean> {
  const { pair } = stateOf(call);
  return pair !== undefined && (await pairs.read(pair, call.transactionId))?.transferPendingSince !== undefined;
}

async function renew(call: Call, { pairs }: TransferDeps): Promise<void> {
  const { pair } = stateOf(call);
  if (pair) await pairs.renew(pair, call.transactionId);
}

function bridgeToConnect({ smaNumber, connectNumber }: Pair): Action {
  return callAndBridge({
    CallTimeoutSeconds: RINGS_S,
    CallerIdNumber: smaNumber,
    Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: connectNumber }],
  });
}

async function talking(call: Call, deps: TransferDeps): Promise<Answer> {
  const { step } = stateOf(call);
  const { legB } = call;
  if (step === 'transferred' || !legB) return [];
  await renew(call, deps);
  return {
    // The update that takes the call back may come before the news that Connect has answered.
    actions: step === 'taken-back' && legB.connected ? [hangup({ CallId: legB.callId })] : [],
    attributes: store({ connectLeg: legB.callId }),
  };
}

/** An update by Connect's side, or by whoever wants to know whether this call still lives. */
async function updated(call: Call, deps: TransferDeps): Promise<Answer> {
  const { action } = call.arguments;
  const { step } = stateOf(call);
  if (action === 'ping') {
    await renew(call, deps);
    return [];
  }
  if (action !== 'transfer' || (step !== 'connect' && step !== 'awaited')) return [];
  const target = await deps.mayTransfer(call.arguments, diallerOf(call, 'transfer'));
  if (!target || !call.legA?.connected) return [];
  const told = toldFromText(call.arguments['data']);
  const attributes = store({ step: 'taken-back', target, told, failures: 0 });
  if (!call.legB?.connected) return step === 'awaited' ? transfer(call, { target, told }) : { attributes };
  return { actions: [hangup({ CallId: call.legB.callId })], attributes };
}

/** A leg has ended. What becomes of the other one depends on whose leg it was. */
async function ended(call: Call, deps: TransferDeps): Promise<Answer> {
  if (!isConnectLeg(call)) return [];
  const pending = stateOf(call).step === 'connect' && (await isTransferPending(call, deps));
  // Only now can Connect see nobody behind this pair any more.
  await release(call, deps);
  if (!call.legA?.connected) return [];
  if (stateOf(call).step === 'taken-back') return transfer(call);
  if (!pending) return [];
  // The hang-up has overtaken the update that asks for the transfer.
  const wait = pause({ CallId: call.legA.callId, DurationInMilliseconds: AWAIT_UPDATE_MS });
  return { actions: [wait], attributes: store({ step: 'awaited' }) };
}

/** Sends the caller to the target that is given, or stored. */
function transfer(call: Call, given?: { target: Target; told: Told }): Answer {
  const stored = stateOf(call);
  const { target, told } = given ?? stored;
  if (!stored.pair || !target || !call.legA?.connected) return [];
  return {
    actions: [tell(call, 'Please hold while we connect you.'), bridgeTo(target, call, stored.pair.smaNumber, told)],
    attributes: store({ step: 'transferred', target, told, failures: 0 }),
  };
}

async function notAnswered(call: Call, deps: TransferDeps): Promise<Answer> {
  const { step, target, told, failures, pair } = stateOf(call);
  if (!call.legA?.connected) return [];
  if (step !== 'transferred' || !pair) {
    await release(call, deps);
    return step === 'taken-back' ? transfer(call) : sorry(call);
  }
  const failed = failures + 1;
  const next = failed < MAX_FAILURES ? target : failed === MAX_FAILURES ? deps.fallback : undefined;
  if (!next) return sorry(call);
  return {
    actions: [
      tell(call, 'There is no answer yet. Please hold, we are trying again.'),
      bridgeTo(next, call, pair.smaNumber, told),
    ],
    attributes: store({ target: next, failures: failed }),
  };
}

/** The words failed, so what was behind them in the list has not happened. */
function withoutWords(call: Call): Answer {
  const { step, target, told, pair } = stateOf(call);
  if (!call.legA?.live || call.legB?.connected) return [];
  if (pair && step === 'transferred' && target) return [bridgeTo(target, call, pair.smaNumber, told)];
  return pair && step === 'connect' ? [bridgeToConnect(pair)] : [hangUpCaller(call)];
}

function sorry(call: Call): Answer {
  return [
    tell(call, 'We are sorry, nobody can take your call now. Please call again later. Goodbye.'),
    hangUpCaller(call),
  ];
}

/** Whether it is the leg to Connect that has ended, as opposed to the caller's or the one to a transfer's target. */
function isConnectLeg(call: Call): boolean {
  const { step, connectLeg } = stateOf(call);
  const leg = call.ended?.leg;
  if (leg?.tag !== 'LEG-B') return false;
  return connectLeg === undefined ? step !== 'transferred' : leg.callId === connectLeg;
}

function tell({ legA }: Call, text: string): Action {
  return speak({ ...(legA && { CallId: legA.callId }), Text: text, Engine: 'neural', VoiceId: 'Joanna' });
}

function hangUpCaller({ legA }: Call): Action {
  return hangup(legA ? { CallId: legA.callId } : {});
}
