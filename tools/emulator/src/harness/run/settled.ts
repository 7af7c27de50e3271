import type { CallView } from './call-view.ts';
import type { Stage } from './stage.ts';

/** Whether the call waits for people: somebody rings, digits or words are wanted, or nothing is left to do. */
export function settled(stage: Stage, view: CallView): boolean {
  if (view.ended) return true;
  if (stage.line(view, 'LEG-A')?.state === 'ringing' || stage.line(view, 'LEG-B')?.state === 'ringing') return true;
  if (collects(view) || listens(view)) return true;
  return view.running === undefined && view.asking === undefined && view.connected.length > 0;
}

export function collects(view: CallView): boolean {
  return view.runs('SpeakAndGetDigits', 'PlayAudioAndGetDigits');
}

export function listens(view: CallView): boolean {
  return view.runs('RecordAudio', 'StartBotConversation');
}
