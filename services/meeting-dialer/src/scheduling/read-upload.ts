import * as z from 'zod/mini';
import type { Wanted } from './wanted.ts';

/** What a file asks for. A participant that is not as it must be has a problem, and the others have not. */
export interface Upload {
  /** Six digits. */
  eventId: string;
  /** In lower case; the stage's default when missing. */
  organiser?: string;
  /** In the order of the file. */
  participants: readonly ReadParticipant[];
}

export type ReadParticipant = { ok: true; wanted: Wanted } | { ok: false; problem: string };

export type ReadUpload = { ok: true; upload: Upload } | { ok: false; problem: string };

/** The longest file, in bytes. */
export const MAX_UPLOAD_BYTES = 1024 * 1024;
/** Of those that are too many for a meeting each is told so; a file with more than that is a mistake. */
const MOST = 1_000;
/** What people without a name are called. */
const NAMELESS = 'Guest';
/** Longer than everything that is allowed. */
const MAX_TEXT = 320;

const eventIdRule = 'must be six digits, such as 123456';
const listRule = `must be a list of 1 to ${MOST} participants`;

const file = z.object(
  {
    EventId: z.pipe(
      z.union([z.string(), z.number()], eventIdRule),
      z.pipe(z.transform(String), z.string().check(z.regex(/^\d{6}$/, eventIdRule))),
    ),
    Organizer: z.nullish(
      z.string('must be an e-mail address').check(z.maxLength(MAX_TEXT, 'must be an e-mail address')),
    ),
    Participants: z.array(z.unknown(), listRule).check(z.minLength(1, listRule), z.maxLength(MOST, listRule)),
  },
  'must be a JSON object with EventId and Participants',
);

const optional = (rule: string) => z.nullish(z.string(rule).check(z.maxLength(MAX_TEXT, rule)));

const participant = z.object(
  {
    Name: optional('must be a text of 1 to 100 characters'),
    PhoneNumber: optional('must be a phone number as a text, such as "+12065550100"'),
    Email: optional('must be an e-mail address as a text'),
    CallParticipant: z.nullish(z.boolean('must be true or false')),
  },
  'must be a JSON object with Name, Email, PhoneNumber and CallParticipant',
);

/** Reads the text of a file, which may be anything. Problems tell the place and what is allowed there, never a value. */
export function readUpload(text: string): ReadUpload {
  if (Buffer.byteLength(text) > MAX_UPLOAD_BYTES) return { ok: false, problem: tooLong() };
  const result = file.safeParse(parsed(text));
  if (!result.success) return { ok: false, problem: problemOf(result.error) };
  const { EventId: eventId, Organizer, Participants } = result.data;
  const organiser = given(Organizer)?.toLowerCase();
  return {
    ok: true,
    upload: { eventId, ...(organiser !== undefined && { organiser }), participants: Participants.map(readParticipant) },
  };
}

export const tooLong = (): string => `The file must have at most ${MAX_UPLOAD_BYTES} bytes.`;

function readParticipant(value: unknown): ReadParticipant {
  const result = participant.safeParse(value);
  if (!result.success) return { ok: false, problem: problemOf(result.error) };
  const { Name, PhoneNumber, Email, CallParticipant } = result.data;
  const [email, phoneNumber] = [given(Email), given(PhoneNumber)];
  return {
    ok: true,
    wanted: {
      name: given(Name) ?? NAMELESS,
      ...(email !== undefined && { email }),
      ...(phoneNumber !== undefined && { phoneNumber }),
      call: CallParticipant ?? false,
    },
  };
}

/** An empty text is as good as none. */
function given(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}

function problemOf({ issues }: z.core.$ZodError): string {
  const said = issues.slice(0, 5).map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(' '));
  return `${said.join('; ')}.`;
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
