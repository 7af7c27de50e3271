import type { Script, Step as ScriptStep } from '../../script/script.ts';
import type { Start } from '../history.ts';
import type { CallView } from '../run/call-view.ts';
import { DEFAULT_GRACE_MS, type Run } from '../run/run.ts';
import { beginning } from './beginning.ts';
import { actMoments, type Moment, unanswered } from './moments.ts';

/** Longer ones are cut: what is heard is found by a part of it. */
const LONGEST_HEARD = 50;

export interface Printed {
  script: Script;
  /** What happened that a script has no step for. */
  notes: string[];
}

/** The first call of a run as the steps of a script, with waits so that everything happens at the same time again. */
export function toScript(run: Run): Printed {
  const { history, views } = run;
  const [view] = views;
  const [plan] = history.calls;
  const notes: string[] = [];
  if (plan && plan.start.type !== 'inbound') notes.push(notInScripts(plan.start));
  if (history.calls.length > 1) notes.push(`${history.calls.length} calls run at once; this is the first one.`);
  const moments = view ? [...unanswered(run, view), ...actMoments(run, view, notes)] : [];
  moments.sort((a, b) => a.order - b.order);
  const { seed, switches } = history;
  return {
    script: {
      ...(seed !== 1 && { seed }),
      switches,
      ...(plan && { faults: plan.faults, failures: plan.failures }),
      steps: view ? timed(run, view, moments) : [],
    },
    notes,
  };
}

function notInScripts(start: Exclude<Start, { type: 'inbound' }>): string {
  return start.type === 'world'
    ? `The call begins with ${beginning(start)}, which a script cannot do.`
    : 'The call is created by the API, which a script cannot do.';
}

/** The moments in their order, with what is heard and waited for between them. */
function timed(run: Run, view: CallView, moments: readonly Moment[]): ScriptStep[] {
  const steps: ScriptStep[] = [];
  const heard = heardBy(run, view);
  let now = run.done.find(({ step }) => step.type === 'start' && step.call === view.index)?.from ?? 0;
  let consumed = 0;
  const waitUntil = (at: number): void => {
    if (at > now) steps.push({ type: 'wait', ms: at - now });
    now = Math.max(now, at);
  };
  for (const { at, order, step, takesMs } of moments) {
    const latest = heard.findLast((sound, n) => n >= consumed && sound.index < order && sound.at >= now);
    if (latest && (step.type === 'press' || step.type === 'say')) {
      const pattern = cut(latest.text);
      // The step stops at the first words that match.
      const index = heard.findIndex((sound, n) => n >= consumed && matches(sound.text, pattern));
      consumed = index + 1;
      now = Math.max(now, heard[index]?.at ?? now);
      steps.push({ type: 'hear', pattern });
    }
    waitUntil(at);
    steps.push(step);
    now += takesMs;
  }
  waitUntil(plannedUntil(run));
  // Long enough to see that nobody hangs up who is left.
  if (run.silences.length > 0) steps.push({ type: 'wait', ms: DEFAULT_GRACE_MS });
  return steps;
}

/** When the last planned step was over. */
function plannedUntil({ done, history }: Run): number {
  return done.findLast(({ step }) => history.steps.includes(step))?.to ?? 0;
}

function heardBy({ beganAt }: Run, view: CallView): { index: number; at: number; text: string }[] {
  const callId = view.leg('LEG-A')?.callId;
  return view.entries.flatMap((entry, index) =>
    entry.type === 'heard' && entry.callId === callId && entry.meetingId === undefined
      ? [{ index, at: entry.at - beganAt, text: entry.text }]
      : [],
  );
}

function matches(text: string, pattern: string): boolean {
  return text.toLowerCase().includes(pattern.toLowerCase());
}

function cut(text: string): string {
  return text.length <= LONGEST_HEARD ? text : text.slice(0, LONGEST_HEARD).replace(/\s+\S*$/, '');
}
