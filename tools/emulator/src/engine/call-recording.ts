import { messageOf } from '../errors.ts';
import type { Leg } from './leg.ts';
import type { Transaction } from './transaction.ts';
import { silentWav } from './wav.ts';

const DEFAULT_PREFIX = 'Amazon-Chime-SMA-Call-Recordings';

/** A recording of a leg from StartCallRecording to its end; delivered when it stops. One leg has one, once. */
export class CallRecording {
  readonly bucketName: string;
  readonly key: string;
  readonly #transaction: Transaction;
  readonly #leg: Leg;
  readonly #channels: 1 | 2;
  readonly #startedAt: number;
  paused = false;
  stopped = false;

  /** @param location `bucket` or `bucket/prefix` */
  constructor(transaction: Transaction, leg: Leg, location: string, track: 'BOTH' | 'INCOMING' | 'OUTGOING') {
    const [bucketName = '', ...prefix] = location.split('/');
    this.#transaction = transaction;
    this.#leg = leg;
    this.#channels = track === 'BOTH' ? 2 : 1;
    this.#startedAt = transaction.context.ports.clock.now();
    this.bucketName = bucketName;
    const [year, month, day] = new Date(this.#startedAt).toISOString().slice(0, 10).split('-');
    const folder = prefix.filter((part) => part !== '').join('/') || DEFAULT_PREFIX;
    const name = `${utcStamp(this.#startedAt)}_${transaction.transactionId}_${leg.callId}.wav`;
    this.key = `${folder}/${year}/${month}/${day}/${name}`;
  }

  /** Stops the recording and delivers the file. */
  finish(): void {
    if (this.stopped) return;
    this.stopped = true;
    const { ports } = this.#transaction.context;
    const durationMs = ports.clock.now() - this.#startedAt;
    const release = ports.clock.hold();
    void ports.storage
      .put(this.bucketName, this.key, {
        body: silentWav(durationMs, this.#channels),
        contentType: 'audio/wav',
        metadata: {
          'transaction-id': this.#transaction.transactionId,
          'call-id': this.#leg.callId,
          'recording-duration': String(Math.round(durationMs / 1_000)),
          'recording-audio-file-format': 'audio/wav',
        },
      })
      .then(
        (result) => {
          if (result === 'denied') this.#lost('access denied');
          else this.#transaction.trace({ type: 'stored', bucketName: this.bucketName, key: this.key, transcript: '' });
        },
        (error: unknown) => this.#lost(messageOf(error)),
      )
      .finally(release);
  }

  #lost(reason: string): void {
    this.#transaction.diagnose(
      'recording-lost',
      `The recording ${this.key} could not be stored in ${this.bucketName}: ${reason}.`,
      this.#leg,
    );
  }
}

/** yyyy-mm-dd-HH-MM-SS-mmm, UTC, as the names of recordings have it. */
export function utcStamp(ms: number): string {
  return new Date(ms).toISOString().replace(/[T:.]/g, '-').replace('Z', '');
}
