import * as z from 'zod';
import { AwsError } from '../aws/error.ts';

/** StartTranscriptionJob's input, as far as it is served (Transcribe API Reference). Unknown fields are refused, not ignored. */
export const StartRequest = z.strictObject({
  TranscriptionJobName: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[0-9a-zA-Z._-]+$/),
  LanguageCode: z.string().optional(),
  IdentifyLanguage: z.boolean().optional(),
  MediaFormat: z.enum(['mp3', 'mp4', 'wav', 'flac', 'ogg', 'amr', 'webm', 'm4a']).optional(),
  MediaSampleRateHertz: z.number().int().min(8_000).max(48_000).optional(),
  Media: z.strictObject({ MediaFileUri: z.string().min(1).max(2000) }),
  OutputBucketName: z.string(),
  OutputKey: z.string().max(1024).optional(),
  Settings: z.looseObject({}).optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
});

export type StartRequest = z.infer<typeof StartRequest>;

export const NameRequest = z.object({ TranscriptionJobName: z.string() });

/** A job as the API answers it; times are seconds since the epoch. */
export interface TranscriptionJob {
  TranscriptionJobName: string;
  TranscriptionJobStatus: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  LanguageCode: string;
  MediaFormat?: string;
  MediaSampleRateHertz?: number;
  Media: { MediaFileUri: string };
  Transcript?: { TranscriptFileUri: string };
  CreationTime: number;
  StartTime: number;
  CompletionTime?: number;
  FailureReason?: string;
}

export interface ObjectAddress {
  bucketName: string;
  key: string;
}

/** `s3://bucket/key`, `https://s3.region.amazonaws.com/bucket/key` or `https://bucket.s3.region.amazonaws.com/key`. */
export function mediaAddress(uri: string): ObjectAddress {
  const match =
    /^s3:\/\/(?<bucketName>[^/]+)\/(?<key>.+)$/.exec(uri) ??
    /^https:\/\/s3[.-][^/]*amazonaws\.com\/(?<bucketName>[^/]+)\/(?<key>.+)$/.exec(uri) ??
    /^https:\/\/(?<bucketName>[^/]+?)\.s3[.-][^/]*amazonaws\.com\/(?<key>.+)$/.exec(uri);
  const { bucketName, key } = match?.groups ?? {};
  if (bucketName === undefined || key === undefined) {
    throw new AwsError('BadRequestException', `The media URI ${uri} is not s3://bucket/key.`);
  }
  return { bucketName, key: uri.startsWith('https:') ? decodeURIComponent(key) : key };
}

/** Where the transcript goes: `OutputKey` is a whole key, a folder when it ends with `/`, or missing. */
export function outputAddress({ OutputBucketName, OutputKey = '', TranscriptionJobName }: StartRequest): ObjectAddress {
  const isKey = OutputKey !== '' && !OutputKey.endsWith('/');
  return { bucketName: OutputBucketName, key: isKey ? OutputKey : `${OutputKey}${TranscriptionJobName}.json` };
}
