/** The only file that loads the SDK of Amazon Transcribe; it is imported when a caller wants a transcript. */
import { ConflictException, StartTranscriptionJobCommand, TranscribeClient } from '@aws-sdk/client-transcribe';
import type { TranscriptionRequest } from './flows/ivr/deps.ts';
import { transcriptKey } from './flows/ivr/transcription-job.ts';

const DEADLINE_MS = 3_000;

/** Starts a transcription, once: a name that is taken was taken by an earlier delivery of the same event. */
export async function startTranscription({ jobName, recording }: TranscriptionRequest): Promise<void> {
  const client = new TranscribeClient({ maxAttempts: 2 });
  const command = new StartTranscriptionJobCommand({
    TranscriptionJobName: jobName,
    LanguageCode: 'en-US',
    MediaFormat: 'wav',
    Media: { MediaFileUri: `s3://${recording.bucketName}/${recording.key}` },
    OutputBucketName: recording.bucketName,
    OutputKey: transcriptKey(jobName),
  });
  try {
    await client.send(command, { abortSignal: AbortSignal.timeout(DEADLINE_MS) });
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error;
  } finally {
    client.destroy();
  }
}
