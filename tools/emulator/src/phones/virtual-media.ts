import type { Clock, Timer } from '../clock/clock.ts';
import type { Media, RecordLimits, Recorder, Recording, Sound, Stoppable } from '../engine/ports.ts';
import { silentWav } from '../engine/wav.ts';
import type { Rooms } from '../meetings/rooms.ts';
import type { Exchange } from './exchange.ts';
import type { Heard } from './phone.ts';
import { spokenText } from './spoken-text.ts';

/** A voice says about 15 characters a second. */
const MS_PER_CHARACTER = 65;
const SHORTEST_SPEECH_MS = 300;
/** How long an audio file plays that nobody has looked into. */
const ASSUMED_AUDIO_MS = 2_000;
const COMMA_MS = 500;

/** Sound without sound: speech is text, digits are characters, and everything takes as long as it would take. */
export class VirtualMedia implements Media {
  readonly #clock: Clock;
  readonly #exchange: Exchange;
  readonly #rooms: Rooms;

  constructor(clock: Clock, exchange: Exchange, rooms: Rooms) {
    this.#clock = clock;
    this.#exchange = exchange;
    this.#rooms = rooms;
  }

  play(callId: string, sound: Sound, done: () => void): Stoppable {
    this.#hear(callId, describe(sound));
    if (sound.type === 'audio' && sound.loop) return { stop: nothing };
    const timer = this.#clock.after(duration(sound), done);
    return { stop: () => timer.cancel() };
  }

  sendDigits(callId: string, digits: string, toneMs: number, done: () => void): Stoppable {
    const keys = digits.replaceAll(',', '');
    if (keys !== '') this.#hear(callId, { text: keys, sound: 'digits' });
    const ms = keys.length * toneMs + (digits.length - keys.length) * COMMA_MS;
    const timer = this.#clock.after(ms, done);
    return { stop: () => timer.cancel() };
  }

  record(callId: string, limits: RecordLimits, done: (recording: Recording) => void): Recorder {
    const startedAt = this.#clock.now();
    const words: string[] = [];
    let recording: Recording | undefined;
    const finish = (): Recording => {
      limit.cancel();
      silence?.cancel();
      stopListening();
      const durationMs = this.#clock.now() - startedAt;
      recording ??= { durationMs, wav: silentWav(durationMs), transcript: words.join(' ') };
      return recording;
    };
    const end = (): void => done(finish());
    const { silenceMs } = limits;
    const quiet = (speechMs: number) =>
      silenceMs === undefined ? undefined : this.#clock.after(speechMs + silenceMs, end);
    const limit = this.#clock.after(limits.maxMs, end);
    let silence = quiet(0);
    const stopListening = this.#exchange.listen(callId, (text) => {
      words.push(text);
      silence?.cancel();
      silence = quiet(speechDuration(text));
    });
    return { stop: finish };
  }

  listen(callId: string, timeoutMs: number, done: (said: string) => void): Stoppable {
    let answering: Timer | undefined;
    const stop = (): void => {
      silence.cancel();
      answering?.cancel();
      stopListening();
    };
    const silence = this.#clock.after(timeoutMs, () => {
      stop();
      done('');
    });
    const stopListening = this.#exchange.listen(callId, (text) => {
      stop();
      answering = this.#clock.after(speechDuration(text), () => done(text));
    });
    return { stop };
  }

  bridge(callIdA: string, callIdB: string): void {
    this.#pair(callIdA, callIdB, true);
  }

  unbridge(callIdA: string, callIdB: string): void {
    this.#pair(callIdA, callIdB, false);
  }

  voiceFocus(): void {}

  #pair(callIdA: string, callIdB: string, together: boolean): void {
    const a = this.#exchange.line(callIdA);
    const b = this.#exchange.line(callIdB);
    if (a) a.bridgedTo = together ? b : undefined;
    if (b) b.bridgedTo = together ? a : undefined;
    if (!a) this.#rooms.bridge(callIdA, together ? b : undefined);
    if (!b) this.#rooms.bridge(callIdB, together ? a : undefined);
  }

  /** What is sent to a leg is heard at its other end: by a phone, or in a meeting. */
  #hear(callId: string, heard: Pick<Heard, 'text' | 'sound'>): void {
    const line = this.#exchange.line(callId);
    if (line) line.phone.hear(line, heard);
    else this.#rooms.hear(callId, heard);
  }
}

function describe(sound: Sound): { text: string; sound: 'speech' | 'audio' | 'tone' } {
  switch (sound.type) {
    case 'speech':
      return { text: spokenText(sound.text, sound.textType), sound: 'speech' };
    case 'audio':
      return { text: [`[audio ${sound.key}]`, sound.text ?? ''].join(' ').trimEnd(), sound: 'audio' };
    case 'tone':
      return { text: `[${sound.name}]`, sound: 'tone' };
  }
}

function duration(sound: Sound): number {
  switch (sound.type) {
    case 'speech':
      return speechDuration(spokenText(sound.text, sound.textType));
    case 'audio':
      return sound.durationMs ?? ASSUMED_AUDIO_MS;
    case 'tone':
      return sound.durationMs;
  }
}

/** How long it takes to say something, milliseconds. */
export function speechDuration(text: string): number {
  return Math.max(SHORTEST_SPEECH_MS, text.length * MS_PER_CHARACTER);
}

function nothing(): void {}
