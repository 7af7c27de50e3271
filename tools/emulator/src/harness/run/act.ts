import { EngineError } from '../../engine/errors.ts';
import { SIP_BUSY, SIP_DECLINE, VOICEMAIL_GREETING } from '../../phones/far-end.ts';
import type { Act } from '../history.ts';
import type { CallView } from './call-view.ts';
import type { Stage } from './stage.ts';

/** Lets somebody do something; false when it can't be done just then. */
export function act(stage: Stage, view: CallView, step: Act): boolean {
  if (view.ended) return false;
  switch (step.type) {
    case 'update':
      return update(stage, view, step.args);
    case 'move':
      return move(stage, view, step.name);
    default:
      return onLine(stage, view, step);
  }
}

function onLine(stage: Stage, view: CallView, step: Exclude<Act, { type: 'update' | 'move' }>): boolean {
  const line = stage.line(view, step.by);
  if (!line) return step.type === 'hangup' && stage.endPlace(view, step.by);
  const { phone } = line;
  switch (step.type) {
    case 'hangup':
      phone.hangUp(line);
      return true;
    case 'press':
      phone.press(step.keys, line);
      return line.state === 'connected';
    case 'say':
      phone.say(step.text, line);
      return line.state === 'connected';
    case 'answer':
      return phone.answer(line);
    case 'voicemail': {
      const answered = phone.answer(line);
      if (answered) phone.say(VOICEMAIL_GREETING, line);
      return answered;
    }
    case 'busy':
      return phone.reject(SIP_BUSY, line);
    case 'reject':
      return phone.reject(SIP_DECLINE, line);
  }
}

/** Call time stands still until it is done. */
function move({ world, clock }: Stage, view: CallView, name: string): boolean {
  const moving = world.moves?.[name]?.(view.transactionId);
  if (moving) void moving.finally(clock.hold());
  return world.moves?.[name] !== undefined;
}

function update(stage: Stage, view: CallView, args: Readonly<Record<string, string>>): boolean {
  try {
    stage.update(view.transactionId, args);
    return true;
  } catch (error) {
    // The last leg has ended, and the function is still being told.
    if (error instanceof EngineError) return false;
    throw error;
  }
}
