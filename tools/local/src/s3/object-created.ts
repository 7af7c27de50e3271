import type { EventParts } from '../aws/event.ts';

/** An object that was just written. */
export interface CreatedObject {
  bucketName: string;
  key: string;
  size: number;
  /** Without quotes. */
  etag: string;
  reason: 'PutObject' | 'CopyObject' | 'CompleteMultipartUpload' | 'POST Object';
  requestId: string;
  /** Grows with every write to the bucket, so that events of one key can be put in order. */
  sequence: number;
  requester: string;
}

/** S3's event for EventBridge (S3 User Guide, "EventBridge event message structure"). */
export function objectCreated(object: CreatedObject): EventParts {
  return {
    source: 'aws.s3',
    'detail-type': 'Object Created',
    resources: [`arn:aws:s3:::${object.bucketName}`],
    detail: {
      version: '0',
      bucket: { name: object.bucketName },
      object: {
        key: object.key,
        size: object.size,
        etag: object.etag,
        sequencer: object.sequence.toString(16).toUpperCase().padStart(16, '0'),
      },
      'request-id': object.requestId,
      requester: object.requester,
      'source-ip-address': '127.0.0.1',
      reason: object.reason,
    },
  };
}
