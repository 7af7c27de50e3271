import type { Item } from '../items.ts';

/** What callers join with a PIN. */
export interface Conference {
  id: string;
  /** Five digits. */
  pin: string;
  name: string;
  /** Whoever opened it. */
  openedBy: string;
  /** Callers wait until somebody admits them. */
  waitingRoom: boolean;
  /** Milliseconds since the epoch. */
  openedAt: number;
  /** The same: nobody can join it from then on. */
  closesAt: number;
  /** Where its callers are: meetings end by themselves when nobody is there, and the next one has the next generation. */
  meeting?: MeetingInUse;
  /** What a caller has asked for everybody else. */
  everyone?: Everyone;
}

export interface MeetingInUse {
  meetingId: string;
  /** 1 for the first. */
  generation: number;
}

export interface Everyone {
  muted: boolean;
  /** Transaction id of the call that is not one of the others. */
  by: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Undefined for an item that is none. */
export function conferenceOf(item: Item): Conference | undefined {
  const [pin, id, name, openedBy] = ['pin', 'id', 'name', 'openedBy'].map((key) => item[key]?.S);
  const [openedAt, closesAt] = ['openedAt', 'closesAt'].map((key) => Number(item[key]?.N));
  if (!pin || !id || name === undefined || !openedBy || openedAt === undefined || closesAt === undefined)
    return undefined;
  const meeting = item['meeting']?.M;
  const everyone = item['everyone']?.M;
  return {
    ...{ id, pin, name, openedBy, openedAt, closesAt },
    waitingRoom: item['waitingRoom']?.BOOL ?? false,
    ...(meeting && { meeting: meetingOf(meeting) }),
    ...(everyone && {
      everyone: {
        muted: everyone['muted']?.BOOL ?? false,
        by: everyone['by']?.S ?? '',
        at: Number(everyone['at']?.N ?? 0),
      },
    }),
  };
}

function meetingOf(map: Item): MeetingInUse {
  return { meetingId: map['meetingId']?.S ?? '', generation: Number(map['generation']?.N ?? 0) };
}
