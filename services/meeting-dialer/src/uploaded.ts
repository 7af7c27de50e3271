/** Schedules a meeting from a file in the uploads bucket, and writes beside it what came of it. Started by S3. */
import { emailDomainAllowed } from '@patchbay/lambda';
import * as z from 'zod/mini';
import { readUpload, tooLong, MAX_UPLOAD_BYTES, type Upload } from './scheduling/read-upload.ts';
import { openMeeting, schedule, type ScheduleDeps, type Scheduled } from './scheduling/schedule.ts';
import type { Uploads } from './uploads.ts';

/** `Object Created`, source aws.s3 (Amazon EventBridge). */
const eventSchema = z.object({
  time: z.string(),
  detail: z.object({ object: z.object({ key: z.string(), size: z.optional(z.number()) }) }),
});

export interface UploadedDeps extends ScheduleDeps {
  uploads: Uploads;
  /** Whose meetings are those of files that do not say; empty for nobody's. */
  organiser: string;
  /** Of organisers, who have to sign in; empty for any. */
  allowedDomain: string;
}

export type UploadOutcome = 'scheduled' | 'refused' | 'not-ours';

/** What is written beside the file. Nothing in it opens a door. */
export type UploadResult =
  { eventId: string; organiser: string; participants: readonly Scheduled[] } | { problem: string };

const RESULTS = 'results/';

/** @returns what became of it, for a log */
export async function uploaded(event: unknown, deps: UploadedDeps): Promise<UploadOutcome> {
  const { time, detail } = z.parse(eventSchema, event);
  const { key, size = 0 } = detail.object;
  // Consoles make folders of objects.
  if (key.startsWith(RESULTS) || key.endsWith('/')) return 'not-ours';
  const result = await resultOf(key, size, Date.parse(time), deps);
  await deps.uploads.write(`${RESULTS}${key}`, `${JSON.stringify(result, null, 2)}\n`);
  return 'problem' in result ? 'refused' : 'scheduled';
}

async function resultOf(key: string, size: number, at: number, deps: UploadedDeps): Promise<UploadResult> {
  if (!/\.json$/i.test(key)) return { problem: 'The file must be JSON, and its name end in .json.' };
  if (size > MAX_UPLOAD_BYTES) return { problem: tooLong() };
  const text = await deps.uploads.read(key, MAX_UPLOAD_BYTES);
  if (text === undefined) return { problem: tooLong() };
  const read = readUpload(text);
  return read.ok ? scheduled(read.upload, at, deps) : { problem: read.problem };
}

async function scheduled(
  { eventId, organiser: named, participants }: Upload,
  at: number,
  deps: UploadedDeps,
): Promise<UploadResult> {
  const organiser = named ?? deps.organiser;
  if (organiser === '') return { problem: 'Organizer is missing: it must be an e-mail address.' };
  if (!emailDomainAllowed(organiser, deps.allowedDomain)) {
    const where = deps.allowedDomain === '' ? '' : ` at ${deps.allowedDomain}`;
    return { problem: `Organizer must be an e-mail address${where}.` };
  }
  const meeting = await openMeeting(eventId, organiser, deps);
  if (meeting.organiser !== organiser) return { problem: 'EventId is in use: choose another one.' };
  if (meeting.endedAt !== undefined) return { problem: 'The meeting of this EventId is over: choose another one.' };
  return { eventId, organiser, participants: await schedule(meeting, participants, deps, at) };
}
