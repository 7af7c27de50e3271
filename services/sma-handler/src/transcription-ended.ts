/** Tells a caller who holds the line that his message has been written down. Started by the end of the transcription. */
import { createVoice, type Voice } from '@patchbay/chime';
import { createLogger, readEnvironment, type LogLevel, logLevel } from '@patchbay/lambda';
import * as z from 'zod/mini';
import { ownerOf, transcriptKey } from './flows/ivr/transcription-job.ts';

/** `Transcribe Job State Change`, source aws.transcribe (Amazon EventBridge). */
const eventSchema = z.object({
  detail: z.object({
    TranscriptionJobName: z.string(),
    TranscriptionJobStatus: z.enum(['COMPLETED', 'FAILED']),
  }),
});

/** What Amazon Transcribe writes. */
const transcriptSchema = z.object({
  results: z.object({ transcripts: z.array(z.object({ transcript: z.string() })) }),
});

export interface TranscribedDeps {
  voice: Pick<Voice, 'updateCall'>;
  /** The text of an object. */
  read(key: string): Promise<string>;
}

/** Arguments of an update are short texts; more than Speak can say is of no use. */
const MAX_LENGTH = 1_000;

/** @returns what became of it: `told`, or why nobody was */
export async function transcribed(event: unknown, deps: TranscribedDeps): Promise<'told' | 'not-ours' | 'call-ended'> {
  const { detail } = z.parse(eventSchema, event);
  const { TranscriptionJobName: job, TranscriptionJobStatus: status } = detail;
  const owner = ownerOf(job);
  if (!owner) return 'not-ours';
  const text = status === 'COMPLETED' ? textOf(await deps.read(transcriptKey(job))) : '';
  const result = await deps.voice.updateCall({ ...owner, arguments: { job, transcript: text.slice(0, MAX_LENGTH) } });
  if (result.ok) return 'told';
  if (result.reason === 'not-found') return 'call-ended';
  // The event is delivered again, which a caller who holds the line may still live to see.
  throw new Error(`The call could not be updated: ${result.reason}`, { cause: result.cause });
}

function textOf(json: string): string {
  const { results } = z.parse(transcriptSchema, JSON.parse(json));
  return results.transcripts.map(({ transcript }) => transcript).join(' ');
}

const environmentSchema = z.object({
  LOG_LEVEL: logLevel,
  RECORDINGS_BUCKET: z.string().check(z.minLength(3, 'must be the name of a bucket')),
});

export function createTranscribed(environment: Readonly<Record<string, string | undefined>>) {
  const { LOG_LEVEL, RECORDINGS_BUCKET } = readEnvironment(environmentSchema, environment);
  const logger = createLogger({ serviceName: 'sma-handler', logLevel: LOG_LEVEL satisfies LogLevel });
  const voice = createVoice();
  return async (event: unknown): Promise<void> => {
    const { readText } = await import('./bucket.ts');
    const outcome = await transcribed(event, { voice, read: (key) => readText(RECORDINGS_BUCKET, key) });
    logger.info('transcription ended', { outcome });
  };
}
