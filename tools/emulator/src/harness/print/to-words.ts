import type { Breach } from '../invariants/invariant.ts';
import type { Act, Start } from '../history.ts';
import type { CallView } from '../run/call-view.ts';
import type { Done, Run } from '../run/run.ts';
import { beginning } from './beginning.ts';
import { mainPart } from './moments.ts';

/** A history and what is wrong with it, told as one would tell a colleague. */
export function toWords(run: Run, breach: Breach): string {
  const told = mainPart(run).flatMap((done) => tell(run, done));
  return [...trouble(run), ...told, `Then ${breach.message.replace(/\.$/, '')}.`].join('\n');
}

function tell(run: Run, { step, during, asking, happened }: Done): string[] {
  if (!happened || step.type === 'settle') return [];
  if (step.type === 'wait') return [`${step.ms / 1_000} s pass.`];
  const view = run.views[step.call];
  const which = run.views.length > 1 ? `Call ${step.call + 1}: ` : '';
  if (step.type === 'start') {
    const start = run.history.calls[step.call]?.start;
    const without = view ? '' : ', of which no call comes';
    return start ? [`${which}${begins(start)}${without}.`] : [];
  }
  if (!view) return [];
  return [sentence(`${which}${does(step, view)}${circumstances(step, during, asking)}`)];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function begins(start: Start): string {
  switch (start.type) {
    case 'inbound':
      return `${start.from} calls ${start.to}`;
    case 'outbound':
      return `the API calls ${start.to} and shows ${start.from}`;
    case 'world':
      return `it begins with ${beginning(start)}`;
  }
}

function does(step: Act, view: CallView): string {
  switch (step.type) {
    case 'update':
      return `the call is updated with ${JSON.stringify(step.args)}`;
    case 'move':
      return `it happens: ${step.name}`;
    case 'press':
      return `${who(step, view)} presses ${step.keys}`;
    case 'say':
      return `${who(step, view)} says "${step.text}"`;
    case 'voicemail':
      return `${who(step, view)} is a voicemail and answers`;
    case 'busy':
      return `${who(step, view)} is busy`;
    case 'answer':
    case 'reject':
      return `${who(step, view)} ${step.type}s`;
    case 'hangup':
      return view.leg(step.by)?.kind === 'meeting'
        ? `the place of ${step.by} in its meeting ends`
        : `${who(step, view)} hangs up`;
  }
}

function who({ by }: Extract<Act, { by: unknown }>, view: CallView): string {
  if (by === 'LEG-B') return 'the far end';
  return view.start.type === 'inbound' ? 'the caller' : 'the person called';
}

function circumstances(step: Act, during: Done['during'], asking: boolean): string {
  if (step.type === 'answer' || step.type === 'voicemail') return '';
  if (asking) return ' while the function has not answered yet';
  return during ? ` during ${during.action.Type}` : '';
}

/** What goes wrong beside what people do. */
function trouble({ history }: Run): string[] {
  const { calls, switches } = history;
  const open = Object.entries(switches).map(([name, value]) => `${name} is ${value}`);
  return [
    ...(open.length > 0 ? [`Open points: ${open.join(', ')}.`] : []),
    ...calls.flatMap(({ faults, failures }) => [
      ...failures.map(({ action, nth, errorType }) => `${action} number ${nth} fails with ${errorType}.`),
      ...faults.map(({ when, does: { type } }) => `Invocation ${when.sequence ?? ''} goes wrong: ${type}.`),
    ]),
  ];
}
