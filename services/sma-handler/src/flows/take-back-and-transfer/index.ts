/** A caller is connected with Amazon Connect, whose contact flow may have the call taken back and sent elsewhere. */
import type { Pair } from '@patchbay/repositories';
import { type Action, type Answer, type Call, callAndBridge, type Flow, hangup, pause } from '@patchbay/sma';
import { hangUpCaller, tell } from '../caller.ts';
import { diallerOf } from '../dialler.ts';
import type { TransferDeps } from './deps.ts';
import { type Attributes, type State, stateOf, store } from './state.ts';
import { bridgeTo } from './target.ts';
import { dataOf, toldFromText } from './told.ts';

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
      Hangup: (call, deps) => (stateOf(call).step === 'taken-back' ? transfer(call, deps) : []),
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
    const ended = deps.calls.update(call.transactionId, { state: 'ended' });
    for (const done of await Promise.allSettled([ended, release(call, deps)])) {
      if (done.status === 'rejected') throw done.reason;
    }
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

/** The same while the call goes on: its end gives the pair back, or the sweeper. */
async function releaseEarly(call: Call, deps: TransferDeps): Promise<void> {
  await release(call, deps).catch(deps.report);
}

/** Whether Connect has asked for a transfer that has not reached the call yet. It has, as long as nobody can tell. */
async function isTransferPending(call: Call, { pairs, report }: TransferDeps): Promise<boolean> {
  const { pair } = stateOf(call);
  if (!pair) return false;
  try {
    return (await pairs.read(pair, call.transactionId))?.transferPendingSince !== undefined;
  } catch (error) {
    report(error);
    return true;
  }
}

/** If it fails, the next event does it, or the sweeper. */
async function renew(call: Call, { pairs, report }: TransferDeps): Promise<void> {
  const { pair } = stateOf(call);
  if (pair) await pairs.renew(pair, call.transactionId).catch(report);
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
  const { legA, legB } = call;
  // Whoever was called has answered as the caller hung up.
  if (!legA?.connected) return legB?.connected ? [hangup({ CallId: legB.callId })] : [];
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
  const { legA, legB } = call;
  const { step } = stateOf(call);
  if (call.arguments['action'] === 'ping') {
    await renew(call, deps);
    return [];
  }
  if (call.arguments['action'] !== 'transfer' || !legA?.connected) return [];
  if (step !== 'connect' && step !== 'awaited') return [];
  const allowed = await deps.mayTransfer(call.arguments, diallerOf(call, 'transfer'));
  // Not what Connect has asked for, whose contact would wait for it.
  if (!allowed && step === 'connect' && !(await isTransferPending(call, deps))) return [];
  const attributes = store({
    step: 'taken-back',
    target: allowed ?? deps.fallback,
    told: toldFromText(call.arguments['data']),
    failures: allowed ? 0 : MAX_FAILURES,
    connectLeg: legB?.callId,
  });
  if (legB?.connected) return { actions: [hangup({ CallId: legB.callId })], attributes };
  return step === 'awaited' ? transfer(call, deps, attributes) : { attributes };
}

/** A leg has ended. What becomes of the other one depends on whose leg it was. */
async function ended(call: Call, deps: TransferDeps): Promise<Answer> {
  if (!isConnectLeg(call)) return [];
  const pending = stateOf(call).step === 'connect' && (await isTransferPending(call, deps));
  // Only now can Connect see nobody behind this pair any more.
  await releaseEarly(call, deps);
  if (!call.legA?.connected) return [];
  if (stateOf(call).step === 'taken-back') return transfer(call, deps);
  if (!pending) return [];
  // The hang-up has overtaken the update that asks for the transfer.
  const wait = pause({ CallId: call.legA.callId, DurationInMilliseconds: AWAIT_UPDATE_MS });
  return { actions: [wait], attributes: store({ step: 'awaited' }) };
}

/** Sends the caller to the target that is stored, or being stored. */
function transfer(call: Call, deps: TransferDeps, attributes: Attributes = {}): Answer {
  if (!call.legA?.connected) return [];
  const { target, told, failures } = stateOf(call, attributes);
  return toTarget(call, deps, { target, told, failures }, 'Please hold while we connect you.');
}

async function notAnswered(call: Call, deps: TransferDeps): Promise<Answer> {
  const { step, target, told, failures } = stateOf(call);
  if (!call.legA?.connected) return [];
  if (step !== 'transferred') {
    await releaseEarly(call, deps);
    return step === 'taken-back' ? transfer(call, deps) : sorry(call);
  }
  const failed = failures + 1;
  const next = failed < MAX_FAILURES ? target : failed === MAX_FAILURES ? deps.fallback : undefined;
  const words = 'There is no answer yet. Please hold, we are trying again.';
  return toTarget(call, deps, { target: next, told, failures: failed }, words);
}

function toTarget(
  call: Call,
  { rollingNumbers }: TransferDeps,
  { target, told, failures }: Pick<State, 'target' | 'told' | 'failures'>,
  words: string,
): Answer {
  const bridge = target && bridgeTo(target, call, told, rollingNumbers);
  if (!bridge) return sorry(call);
  return {
    actions: [tell(call, words), bridge],
    attributes: store({ step: 'transferred', target, told, failures }),
  };
}

/** The words failed, so what was behind them in the list has not happened. */
function withoutWords(call: Call, { rollingNumbers }: TransferDeps): Answer {
  const { step, target, told, pair } = stateOf(call);
  if (!call.legA?.live || call.legB?.connected) return [];
  const bridge =
    step === 'transferred'
      ? target && bridgeTo(target, call, told, rollingNumbers)
      : step === 'connect' && pair && bridgeToConnect(pair);
  return [bridge || hangUpCaller(call)];
}

function sorry(call: Call): Answer {
  return {
    actions: [
      tell(call, 'We are sorry, nobody can take your call now. Please call again later. Goodbye.'),
      hangUpCaller(call),
    ],
    attributes: store({ step: 'leaving' }),
  };
}

/** Whether it is the leg to Connect that has ended, as opposed to the caller's or the one to a transfer's target. */
function isConnectLeg(call: Call): boolean {
  const { step, connectLeg } = stateOf(call);
  const leg = call.ended?.leg;
  if (leg?.tag !== 'LEG-B') return false;
  return connectLeg === undefined ? step !== 'transferred' && step !== 'leaving' : leg.callId === connectLeg;
}
