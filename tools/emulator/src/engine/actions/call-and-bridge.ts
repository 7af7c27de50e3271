import type { ActionParams } from '@patchbay/sma';
import { legEvents } from '../leg-events.ts';
import { type Leg, isConnected } from '../leg.ts';
import type { OutboundInvite, Sound } from '../ports.ts';
import { withAudio } from './audio.ts';
import { type ActionDefinition, always } from './definition.ts';
import { numberOf } from './parameters.ts';
import type { Run } from './run.ts';

const DEFAULT_TIMEOUT_S = 30;
/** What a phone that stops ringing because nobody wants it any more is told. */
const CANCELLED = 487;

export const callAndBridge: ActionDefinition<'CallAndBridge'> = {
  reports: always,
  interruptible: false,
  answers: false,
  legs: 'leg-a',
  onHangup: 'failure',
  start(run) {
    const { transaction, parameters } = run;
    const via = destination(run);
    if (!via) return;
    if (isConnected(transaction.legB)) {
      run.failLeg();
      return;
    }
    const { CallerIdNumber } = parameters;
    if (!run.ports.directory.ownsNumber(CallerIdNumber) && transaction.legA?.from !== CallerIdNumber) {
      run.fail(
        'InvalidActionParameter',
        'Provided caller ID number is invalid. Number must be owned by this AWS account, or be the From number of LEG-A.',
      );
      return;
    }
    if (parameters.RingbackTone) {
      withAudio(
        run,
        parameters.RingbackTone,
        (tone) => dial(run, via, { ...tone, loop: true }),
        'Cannot access S3 bucket or audio file.',
      );
    } else {
      dial(run, via);
    }
  },
};

function destination(run: Run<'CallAndBridge'>): OutboundInvite['via'] | undefined {
  const [endpoint] = run.parameters.Endpoints;
  if (endpoint.BridgeEndpointType === 'PSTN') return { type: 'PSTN' };
  const connector = run.ports.directory.voiceConnector(endpoint.Arn);
  if (connector) return { type: 'AWS', voiceConnectorId: connector.voiceConnectorId };
  run.fail('InvalidActionParameter', 'Endpoint parameter is invalid.');
  return undefined;
}

function dial(run: Run<'CallAndBridge'>, via: OutboundInvite['via'], ringback?: Sound): void {
  const { transaction, ports, parameters } = run;
  if (!transaction.context.quotas.takeLeg()) {
    transaction.diagnose('quota-exceeded', 'CallAndBridge: too many active calls; a bridge counts two.');
    run.fail('SystemException', 'System error while running action.');
    return;
  }
  const leg = legB(run, via, parameters);
  let over = false;
  const gone = (sipCode: number): void => {
    transaction.context.quotas.returnLeg();
    trace(run, leg, 'disconnected', sipCode);
  };
  // However the action ends, a phone that still rings for it stops ringing.
  run.until(() => {
    if (over) return;
    over = true;
    ports.network.release(leg.callId, CANCELLED);
    gone(CANCELLED);
  });
  // An unanswered caller hears it as early media.
  if (ringback) run.play(ringback, nothing);
  run.wait(numberOf(parameters.CallTimeoutSeconds, DEFAULT_TIMEOUT_S) * 1_000, () => notAnswered(run));
  trace(run, leg, 'ringing');
  const { transactionId } = transaction;
  const sipHeaders = parameters.SipHeaders ?? {};
  ports.network.invite(
    { transactionId, callId: leg.callId, to: leg.to, from: leg.from, sipHeaders, via },
    legEvents(transaction, leg, {
      ringing: () => {
        if (!ringback && transaction.legA?.status === undefined) ports.network.ring(run.leg.callId);
        if (transaction.context.switches.ringLegB) transaction.send({ type: 'RINGING', leg: run.leg });
      },
      answered: () => {
        if (over) return;
        over = true;
        bridge(run, leg);
      },
      refused: (sipCode) => {
        if (over) return;
        over = true;
        gone(sipCode);
        notAnswered(run);
      },
    }),
  );
}

function bridge(run: Run<'CallAndBridge'>, leg: Leg): void {
  const { transaction, ports } = run;
  transaction.context.answer(transaction);
  transaction.context.connect(transaction, leg);
  run.leg.wasBridged = true;
  leg.wasBridged = true;
  ports.media.bridge(run.leg.callId, leg.callId);
  transaction.trace({ type: 'bridge', callIdA: run.leg.callId, callIdB: leg.callId, state: 'up' });
  run.succeed();
}

/** Busy, refused, no answer: the service tells them all by one name (spec 4.1). */
function notAnswered(run: Run<'CallAndBridge'>): void {
  run.fail('CallNotAnswered', 'Call not answered');
}

function legB(run: Run<'CallAndBridge'>, via: OutboundInvite['via'], parameters: ActionParams['CallAndBridge']): Leg {
  const { ids, clock } = run.ports;
  return {
    callId: ids.uuid(),
    tag: 'LEG-B',
    kind: via.type === 'PSTN' ? 'pstn' : 'voice-connector',
    direction: 'Outbound',
    to: parameters.Endpoints[0].Uri,
    from: parameters.CallerIdNumber,
    startedAt: clock.now(),
    // What was sent is not echoed; only headers that come in are shown.
    sipHeaders: {},
  };
}

function trace(run: Run<'CallAndBridge'>, leg: Leg, state: 'ringing' | 'disconnected', sipCode?: number): void {
  const { callId, tag, from, to, kind } = leg;
  const sent = state === 'ringing' ? run.parameters.SipHeaders : undefined;
  run.transaction.trace({
    type: 'leg',
    callId,
    tag,
    state,
    from,
    to,
    kind,
    ...(sent && { sipHeaders: sent }),
    ...(sipCode !== undefined && { sipCode }),
  });
}

function nothing(): void {}
