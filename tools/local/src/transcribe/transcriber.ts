import type { Clock, Storage, StoredObject, Timer } from '@patchbay/emulator';
import type { Account } from '../aws/account.ts';
import { AwsError } from '../aws/error.ts';
import type { EventParts } from '../aws/event.ts';
import {
  mediaAddress,
  NameRequest,
  outputAddress,
  StartRequest,
  type ObjectAddress,
  type TranscriptionJob,
} from './job.ts';
import { spokenText, wavSeconds } from './recording.ts';
import { makeTranscript } from './transcript.ts';

export interface TranscriberOptions {
  account: Account;
  clock: Clock;
  /** Where recordings are and transcripts go. */
  storage: Storage;
  publish: (event: EventParts) => void;
  /** How long a job takes, milliseconds; 5 s when missing. */
  jobMs?: number;
  /** What is heard in a recording that does not say; nothing when missing. */
  defaultText?: string;
}

const JOB_MS = 5_000;
const CANNOT_ACCESS =
  "The S3 URI that you provided can't be accessed. Make sure that you have read permission and try your request again.";
const NO_JOB = "The requested job couldn't be found. Check the job name and try your request again.";

/** Amazon Transcribe, but that it hears what the recording's metadata says was said. */
export class Transcriber {
  readonly #options: TranscriberOptions;
  readonly #jobs = new Map<string, TranscriptionJob>();
  readonly #timers = new Map<string, Timer>();
  readonly #running = new Set<Promise<void>>();

  constructor(options: TranscriberOptions) {
    this.#options = options;
  }

  readonly start = async (input: unknown): Promise<{ TranscriptionJob: TranscriptionJob }> => {
    const request = StartRequest.parse(input);
    const name = request.TranscriptionJobName;
    if (!request.LanguageCode && !request.IdentifyLanguage) {
      throw new AwsError('BadRequestException', 'Give LanguageCode, or set IdentifyLanguage.');
    }
    const recording = await this.#read(mediaAddress(request.Media.MediaFileUri));
    if (this.#jobs.has(name)) {
      throw new AwsError('ConflictException', 'The requested job name already exists. Use a different job name.');
    }
    const job = newJob(request, this.#seconds());
    this.#jobs.set(name, job);
    const timer = this.#options.clock.after(this.#options.jobMs ?? JOB_MS, () =>
      this.#run(name, recording, outputAddress(request)),
    );
    this.#timers.set(name, timer);
    return { TranscriptionJob: job };
  };

  readonly get = (input: unknown): { TranscriptionJob: TranscriptionJob } => {
    return { TranscriptionJob: this.#job(NameRequest.parse(input).TranscriptionJobName) };
  };

  readonly delete = (input: unknown): object => {
    const { TranscriptionJobName: name } = NameRequest.parse(input);
    this.#job(name);
    this.#jobs.delete(name);
    this.#timers.get(name)?.cancel();
    return {};
  };

  /** Jobs under way are forgotten. */
  async stop(): Promise<void> {
    for (const timer of this.#timers.values()) timer.cancel();
    await Promise.all(this.#running);
  }

  async #read({ bucketName, key }: ObjectAddress): Promise<StoredObject> {
    const found = await this.#options.storage.find(bucketName, key);
    if (typeof found === 'object') return found;
    throw new AwsError('BadRequestException', CANNOT_ACCESS);
  }

  #run(name: string, recording: StoredObject, output: ObjectAddress): void {
    const release = this.#options.clock.hold();
    const run = this.#finish(name, recording, output).finally(() => {
      this.#running.delete(run);
      release();
    });
    this.#running.add(run);
  }

  async #finish(name: string, recording: StoredObject, { bucketName, key }: ObjectAddress): Promise<void> {
    const { account, storage, publish, defaultText = '' } = this.#options;
    const transcript = makeTranscript(
      name,
      account.accountId,
      spokenText(recording) ?? defaultText,
      wavSeconds(recording.body) ?? 0,
    );
    const body = Buffer.from(JSON.stringify(transcript));
    const outcome = await storage.put(bucketName, key, { body, contentType: 'application/json' });
    const job = this.#jobs.get(name);
    if (!job) return;
    const FailureReason = outcome === 'stored' ? undefined : `The output bucket ${bucketName} can't be accessed.`;
    const end: Partial<TranscriptionJob> = FailureReason
      ? { TranscriptionJobStatus: 'FAILED', FailureReason }
      : {
          TranscriptionJobStatus: 'COMPLETED',
          Transcript: { TranscriptFileUri: `https://s3.${account.region}.amazonaws.com/${bucketName}/${key}` },
        };
    this.#jobs.set(name, { ...job, ...end, CompletionTime: this.#seconds() });
    publish({
      source: 'aws.transcribe',
      'detail-type': 'Transcribe Job State Change',
      detail: {
        TranscriptionJobName: name,
        TranscriptionJobStatus: end.TranscriptionJobStatus,
        ...(FailureReason && { FailureReason }),
      },
    });
  }

  #job(name: string): TranscriptionJob {
    const job = this.#jobs.get(name);
    if (job) return job;
    throw new AwsError('BadRequestException', NO_JOB);
  }

  #seconds(): number {
    return this.#options.clock.now() / 1000;
  }
}

function newJob(request: StartRequest, now: number): TranscriptionJob {
  const { TranscriptionJobName, LanguageCode = 'en-US', MediaFormat, MediaSampleRateHertz, Media } = request;
  return {
    TranscriptionJobName,
    TranscriptionJobStatus: 'IN_PROGRESS',
    LanguageCode,
    ...(MediaFormat && { MediaFormat }),
    ...(MediaSampleRateHertz && { MediaSampleRateHertz }),
    Media,
    CreationTime: now,
    StartTime: now,
  };
}
