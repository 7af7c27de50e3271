import type { Action, SmaEvent, SmaResponse } from '@patchbay/sma';
import type { FlowUnderTest } from '../../src/harness/flow-under-test.ts';

/** One mistake for each invariant. */
export type Bug = 'eleven-actions' | 'stranded' | 'leaked-claim' | 'first-participant' | 'sent-twice' | 'shared-state';

const CALLER = '+12065550101';
const DESK = '+12065550100';
const COLLEAGUE = '+12065550142';

/**
 * A front desk as a plain handler: 1 connects with a colleague under a number claimed for the call, 2 sends a text
 * message; *1 during the conversation makes a note. Right, but for the bug that it is given.
 */
export function desk(bug?: Bug): FlowUnderTest {
  // Seen by all calls of a process: what a handler must not rely on.
  const shared = { caller: '' };
  return {
    name: bug === undefined ? 'desk' : `desk with ${bug}`,
    starts: [{ type: 'inbound', from: CALLER, to: DESK }],
    deterministic: true,
    updates: [{ say: 'closing' }],
    open: () => {
      const claims = new Set<string>();
      const sent: { key: string; transactionId: string }[] = [];
      const callers = new Map<string, number>();
      return {
        handler: async (event: SmaEvent): Promise<SmaResponse> => {
          await Promise.resolve();
          return answer(event, { claims, sent, callers, shared, bug });
        },
        leftovers: () => [...claims].map(() => 'a claimed number'),
        effects: (id) => sent.filter(({ transactionId }) => transactionId === id).map(() => 'text message'),
      };
    },
  };
}

interface State {
  claims: Set<string>;
  sent: { key: string; transactionId: string }[];
  callers: Map<string, number>;
  shared: { caller: string };
  bug: Bug | undefined;
}

function answer(event: SmaEvent, state: State): SmaResponse {
  const { TransactionId, Participants, TransactionAttributes = {} } = event.CallDetails;
  const { bug, claims } = state;
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      state.callers.set(Participants[0]?.From ?? '', 1);
      state.shared.caller = callerOf(event);
      return respond([menu()], { tries: '1' });
    case 'ACTION_SUCCESSFUL':
      return succeeded(event, state);
    case 'ACTION_FAILED':
      if (event.ActionData.Type === 'SpeakAndGetDigits') return again(event, bug);
      if (event.ActionData.Type === 'CallAndBridge' && bug !== 'leaked-claim') claims.delete(TransactionId);
      if (event.ActionData.Type === 'ReceiveDigits') return respond([]);
      return respond(
        event.ActionData.Type === 'CallAndBridge' ? [speak('Nobody is there.'), ...bye(event)] : bye(event),
      );
    case 'DIGITS_RECEIVED':
      return respond([], { ...TransactionAttributes, noted: 'yes' });
    case 'CALL_UPDATE_REQUESTED':
      return respond([speak('We are closing.'), ...bye(event)]);
    case 'HANGUP':
      return hungUp(event, state);
    case 'INVALID_LAMBDA_RESPONSE':
      return respond(bye(event));
    default:
      return respond([]);
  }
}

function succeeded(event: Extract<SmaEvent, { InvocationEventType: 'ACTION_SUCCESSFUL' }>, state: State): SmaResponse {
  const { TransactionId, TransactionAttributes } = event.CallDetails;
  const { ActionData, Sequence } = event;
  if (ActionData.Type === 'CallAndBridge') {
    const regex = '^\\*1$';
    const times = { InBetweenDigitsDurationInMilliseconds: 1_000, FlushDigitsDurationInMilliseconds: 10_000 };
    return respond(
      [{ Type: 'ReceiveDigits', Parameters: { InputDigitsRegex: regex, ParticipantTag: 'LEG-A', ...times } }],
      {
        ...TransactionAttributes,
        bridged: 'yes',
      },
    );
  }
  if (ActionData.Type !== 'SpeakAndGetDigits') return respond([]);
  const { sent, claims, bug } = state;
  if (ActionData.ReceivedDigits === '1') {
    claims.add(TransactionId);
    return respond([bridge(bug === 'shared-state' ? state.shared.caller : callerOf(event))]);
  }
  const key = `${TransactionId}:${Sequence}`;
  if (bug === 'sent-twice' || !sent.some((message) => message.key === key))
    sent.push({ key, transactionId: TransactionId });
  return respond([speak('It is on its way.'), ...bye(event)]);
}

function again(event: SmaEvent, bug: Bug | undefined): SmaResponse {
  const tries = Number(event.CallDetails.TransactionAttributes?.['tries']);
  if (tries < 3) return respond(bye(event).length > 0 ? [menu()] : [], { tries: String(tries + 1) });
  const sorry = Array.from({ length: bug === 'eleven-actions' ? 10 : 1 }, () => speak('Sorry.'));
  return respond([...sorry, ...bye(event)]);
}

function hungUp(event: SmaEvent, { claims, callers, bug }: State): SmaResponse {
  const { TransactionId, Participants, TransactionAttributes } = event.CallDetails;
  if (bug === 'first-participant') {
    const calls = callers.get(Participants[0]?.To === DESK ? Participants[0].From : '');
    if (calls === undefined) throw new TypeError('The caller is not known');
  }
  const left = bye(event);
  if (left.length === 0) {
    if (bug !== 'leaked-claim' || TransactionAttributes?.['bridged']) claims.delete(TransactionId);
    return respond([]);
  }
  return respond(bug === 'stranded' && TransactionAttributes?.['noted'] ? [] : left);
}

function respond(actions: Action[], attributes?: Record<string, unknown>): SmaResponse {
  return { SchemaVersion: '1.0', Actions: actions, ...(attributes && { TransactionAttributes: attributes }) };
}

/** Hangs up whoever is there. */
function bye({ CallDetails }: SmaEvent): Action[] {
  return CallDetails.Participants.filter(
    ({ Status, Direction }) => Status === 'Connected' || (Status === undefined && Direction === 'Inbound'),
  ).map(({ CallId }): Action => ({ Type: 'Hangup', Parameters: { CallId, SipResponseCode: '0' } }));
}

function speak(text: string): Action {
  return { Type: 'Speak', Parameters: { Text: text, ParticipantTag: 'LEG-A' } };
}

function menu(): Action {
  return {
    Type: 'SpeakAndGetDigits',
    Parameters: {
      SpeechParameters: { Text: 'Press 1 for a colleague, 2 for a text message.' },
      FailureSpeechParameters: { Text: 'That was neither.' },
      InputDigitsRegex: '^[12]$',
      MaxNumberOfDigits: 1,
      RepeatDurationInMilliseconds: 5_000,
      Repeat: 1,
    },
  };
}

function callerOf({ CallDetails }: SmaEvent): string {
  return CallDetails.Participants.find(({ ParticipantTag }) => ParticipantTag === 'LEG-A')?.From ?? '';
}

function bridge(CallerIdNumber: string): Action {
  return {
    Type: 'CallAndBridge',
    Parameters: {
      CallTimeoutSeconds: 20,
      CallerIdNumber,
      Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: COLLEAGUE }],
    },
  };
}
