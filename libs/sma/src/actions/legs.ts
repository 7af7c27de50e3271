import type { Advice } from './define.ts';
import type { LegSelector } from './fields.ts';

/** For actions that work on one of the two legs only. */
export function onlyOn(tag: 'LEG-A' | 'LEG-B', { CallId, ParticipantTag }: LegSelector): Advice[] {
  const wrong = !CallId && ParticipantTag !== undefined && ParticipantTag !== tag;
  return wrong ? [{ path: ['ParticipantTag'], rule: `must be ${tag}: the action works on no other leg` }] : [];
}
