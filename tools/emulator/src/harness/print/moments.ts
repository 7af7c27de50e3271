import { KEY_MS } from '../../phones/phone.ts';
import type { Step as ScriptStep } from '../../script/script.ts';
import type { Act } from '../history.ts';
import type { CallView } from '../run/call-view.ts';
import type { Run } from '../run/run.ts';

const E164 = /^\+[1-9]\d{1,14}$/;

/** Something that happens in the script at its time, milliseconds since the caller dialled. */
export interface Moment {
  at: number;
  /** Its place among the entries of the call's trace: it comes before the one of this index. */
  order: number;
  step: ScriptStep;
  /** How long playing the step takes. */
  takesMs: number;
}

/** What people did, as far as a script has steps for it; `notes` gets the rest. */
export function actMoments(run: Run, view: CallView, notes: string[]): Moment[] {
  const moments: Moment[] = [];
  for (const { step, from, happened, seen } of mainPart(run)) {
    if (!happened || !('call' in step) || step.call !== view.index) continue;
    if (step.type === 'start' || step.type === 'settle') continue;
    const written = isInMeeting(step, view) ? undefined : scriptStep(step, farNumber(view, run.beganAt + from));
    if (!written) notes.push(`After ${from / 1000} s: ${describe(step)}, for which a script has no step.`);
    else {
      const takesMs = step.type === 'press' ? (step.keys.length - 1) * KEY_MS : 0;
      moments.push({ at: from, order: seen, step: written, takesMs });
    }
  }
  return moments;
}

/** All until the first hang-up of the end; the script's own end hangs up the rest. */
export function mainPart({ done, history }: Run): Run['done'] {
  const last = done.findLastIndex(({ step }) => history.steps.includes(step));
  return done.slice(0, last + 2);
}

/** A place in a meeting has no telephone that a script could use. */
function isInMeeting(step: Act, view: CallView): boolean {
  return 'by' in step && view.leg(step.by)?.kind === 'meeting';
}

function scriptStep(step: Act, farEnd: string): ScriptStep | undefined {
  switch (step.type) {
    case 'update':
      return { type: 'update', args: step.args };
    case 'move':
      return undefined;
    default:
      return step.by === 'LEG-A' ? byCaller(step) : byFarEnd(step, farEnd);
  }
}

type OnLine = Exclude<Act, { type: 'update' | 'move' }>;

function byCaller(step: OnLine): ScriptStep | undefined {
  switch (step.type) {
    case 'press':
      return { type: 'press', keys: step.keys };
    case 'say':
      return { type: 'say', text: step.text };
    case 'hangup':
      return { type: 'hangup' };
    default:
      return undefined;
  }
}

function byFarEnd(step: OnLine, number: string): ScriptStep | undefined {
  if (!E164.test(number)) return undefined;
  switch (step.type) {
    case 'press':
      return { type: 'far', number, does: 'press', keys: step.keys };
    case 'say':
      return undefined;
    case 'voicemail':
      return { type: 'far', number, does: 'answer' };
    case 'answer':
    case 'busy':
    case 'reject':
    case 'hangup':
      return { type: 'far', number, does: step.type };
  }
}

/** Far ends that ring in vain: without a word about them, they would answer. */
export function unanswered({ done, beganAt }: Run, view: CallView): Moment[] {
  const rings = view.entries.flatMap((entry, index) =>
    entry.type === 'leg' && entry.tag === 'LEG-B' && entry.state === 'ringing' ? [{ entry, index }] : [],
  );
  return rings.flatMap(({ entry, index }, n): Moment[] => {
    const next = rings[n + 1]?.index ?? Infinity;
    const taken = done.some(({ step, seen, happened }) => happened && seen > index && seen <= next && takesUp(step));
    if (taken || !E164.test(entry.to)) return [];
    const step = { type: 'far', number: entry.to, does: 'ring' } as const;
    return [{ at: entry.at - beganAt, order: index + 1, step, takesMs: 0 }];
  });
}

function takesUp(step: Run['done'][number]['step']): boolean {
  return 'by' in step && step.by === 'LEG-B' && ['answer', 'voicemail', 'busy', 'reject'].includes(step.type);
}

/** The number of the latest far end at that time. */
function farNumber({ entries }: CallView, at: number): string {
  const ringing = entries.findLast((entry) => entry.at <= at && entry.type === 'leg' && entry.tag === 'LEG-B');
  return ringing?.type === 'leg' ? ringing.to : '';
}

function describe(step: Act): string {
  const { type } = step;
  if (type === 'move') return step.name;
  return 'by' in step ? `${step.by} does ${type}` : type;
}
