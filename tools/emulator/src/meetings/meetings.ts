import { Refusal } from '../aws/refusal.ts';
import { requireState } from '../aws/state.ts';
import { withoutTags, withTags, type Tags } from '../aws/tags.ts';
import { createAttendees, type Attendees } from './attendees.ts';
import { createContext, type MeetingsOptions } from './context.ts';
import { createLifetime } from './lifetime.ts';
import { createPresence, type Presence } from './presence.ts';
import { createRegistry, type Registry } from './registry.ts';
import { emptyState, type MeetingRecord, type MeetingsState } from './state.ts';

/** Chime SDK meetings: what the engine joins, what the API manages, and who is there. Throws `Refusal`. */
export interface MeetingsService extends Omit<Presence, 'disconnect' | 'clear'>, Omit<Registry, 'end'> {
  attendees: Attendees;
  delete(meetingId: string): void;
  /** Tags of meetings, by ARN. */
  listTags(arn: string): Tags;
  tag(arn: string, tags: Tags): void;
  untag(arn: string, keys: readonly string[]): void;
  /** Everything but who is connected, as JSON values. */
  export(): MeetingsState;
  /** Takes the place of all meetings; nobody is connected to them. No events are sent. Throws BadRequest. */
  import(state: unknown): void;
  /** Stops the timers that would end meetings. */
  close(): void;
}

export function createMeetings(options: MeetingsOptions): MeetingsService {
  const context = createContext(options);
  const lifetime = createLifetime(context, (meeting) => registry.end(meeting));
  const { disconnect, clear, ...presence } = createPresence(context, (meeting) => lifetime.watch(meeting));
  const registry: Registry = createRegistry(context, { ...presence, disconnect, clear }, lifetime);
  const { end, ...managed } = registry;
  const byArn = (arn: string): MeetingRecord => {
    const meeting = Object.values(context.state.meetings).find(({ MeetingArn }) => MeetingArn === arn);
    if (!meeting) throw new Refusal('ResourceNotFound', `There is no meeting ${arn}`);
    return meeting;
  };
  return {
    ...presence,
    ...managed,
    attendees: createAttendees(context, { ...presence, disconnect, clear }),
    delete: (meetingId) => end(registry.get(meetingId)),
    listTags: (arn) => byArn(arn).tags,
    tag(arn, tags) {
      const meeting = byArn(arn);
      meeting.tags = withTags(meeting.tags, tags, 'TooManyTags');
    },
    untag(arn, keys) {
      const meeting = byArn(arn);
      meeting.tags = withoutTags(meeting.tags, keys);
    },
    export: () => structuredClone(context.state),
    import(state) {
      const replacement = requireState(state, emptyState());
      lifetime.clear();
      clear();
      Object.assign(context.state, replacement);
      for (const meeting of Object.values(context.state.meetings)) {
        meeting.emptySince ??= context.clock.now();
        lifetime.watch(meeting);
      }
    },
    close: () => lifetime.clear(),
  };
}
