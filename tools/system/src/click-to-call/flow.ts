import { setImmediate } from 'node:timers/promises';
import type { FlowUnderTest, World } from '@patchbay/emulator';
import { clickToCall, type ClickToCallDeps } from '@patchbay/sma-handler';
import { createRouter, type ReportEntry, type SmaEvent, type SmaResponse } from '@patchbay/sma';
import { openOffice } from './office.ts';

export interface Odds {
  /** Of a request to Chime that fails for no reason: 0 to 1. */
  trouble: number;
}

const request = (user: string, more: Record<string, string> = {}) =>
  ({ type: 'world', name: 'POST /calls', arguments: { user, to: '+12065550123', ...more } }) as const;

/**
 * Click to call as a whole: HTTP requests, browsers that join, leave and are dropped, digits, hang-ups, and the flow.
 * What the service, the network and people do besides is drawn by the harness.
 */
export function clickToCallUnderTest({ trouble }: Odds): FlowUnderTest {
  return {
    name: 'click-to-call',
    starts: [
      request('me'),
      request('me'),
      request('you'),
      request('me', { joins: 'no' }),
      request('me', { dies: 'yes' }),
      request('me', { to: '911' }),
      ...(['throttled', 'quota-exceeded', 'answer-lost'] as const).map((createCall) => ({
        ...request('me'),
        createCall,
      })),
    ],
    updates: [{ action: 'digits' }, { action: 'hangup' }, { action: 'ping' }, {}],
    open(outside): World {
      const reports: ReportEntry[] = [];
      /** Digits that the flow wanted sent, by transaction and sequence: a repeated event gives the same answer. */
      const sent = new Map<string, Map<number, string>>();
      const fails = () => (outside.ids.random() < trouble ? 'throttled' : undefined);
      const office = openOffice(outside, trouble > 0 ? fails : undefined);
      const router = createRouter<ClickToCallDeps>({
        flows: [clickToCall],
        deps: {
          ...office.deps,
          userCalls: office.userCalls,
          promptsBucket: 'prompts',
          report: (error) => office.wrongs.push(String(error)),
        },
        flowFor: () => clickToCall.name,
        report: (entry) => reports.push(entry),
      });
      return {
        meetings: office.meetings,
        async handler(event) {
          const response = await router(event);
          note(sent, event, response);
          return response;
        },
        starts: {
          'POST /calls': ({ user = '', to = '', joins, dies }) =>
            dies === 'yes' ? office.dialAndDie(user, to) : office.dial(user, to, joins !== 'no'),
        },
        moves: {
          'keys are pressed': (id) => office.move(id, (desk) => office.press(desk)),
          'more keys are pressed': (id) => office.move(id, (desk) => office.press(desk)),
          'the page hangs up': (id) => office.move(id, (desk) => office.hangUp(desk)),
          'the tab is closed': (id) => office.move(id, (desk) => office.leave(desk, 'leave')),
          'the network is lost': (id) => office.move(id, (desk) => office.leave(desk, 'drop')),
          'the page is loaded again': (id) => office.move(id, (desk) => void office.reload(desk)),
          'the request comes again': (id) => office.move(id, (desk) => office.askAgain(desk)),
          'somebody else tries': (id) => office.move(id, (desk) => office.meddle(desk)),
        },
        errors: () => [
          ...office.wrongs,
          ...reports
            .filter(({ code }) => code === 'handler-failed' || code === 'invalid-answer')
            .map(({ message }) => message),
          ...[...sent].flatMap(([id, digits]) => outOfOrder(office.accepted(id), digits)),
        ],
        async leftovers() {
          // What could not be ended ends by itself, five minutes after the last one has gone.
          if (trouble > 0) await outside.clock.passUntil(() => office.meetings.list().length === 0, 6 * 60_000);
          await setImmediate();
          const states = await Promise.all([...sent.keys()].map((id) => office.userCalls.get(id)));
          return [
            ...office.meetings.list().map(({ MeetingId }) => `meeting ${MeetingId}`),
            ...states.flatMap((call) =>
              call && call.state !== 'ended' && call.state !== 'failed'
                ? [`call ${call.transactionId} is ${call.state}`]
                : [],
            ),
          ];
        },
        close: () => office.meetings.close(),
      };
    },
  };
}

function note(sent: Map<string, Map<number, string>>, event: SmaEvent, { Actions = [] }: SmaResponse): void {
  const { TransactionId: id } = event.CallDetails;
  const own = sent.get(id) ?? new Map<number, string>();
  sent.set(id, own);
  for (const action of Actions ?? []) {
    if (action.Type === 'SendDigits') own.set(event.Sequence, action.Parameters.Digits);
  }
}

/** What was sent is what was taken, from the first digit on. */
function outOfOrder(accepted: string, sent: ReadonlyMap<number, string>): string[] {
  const text = [...sent.entries()]
    .sort(([one], [other]) => one - other)
    .map(([, digits]) => digits)
    .join('');
  return accepted.startsWith(text) ? [] : [`digits ${text} were sent of ${accepted}`];
}
