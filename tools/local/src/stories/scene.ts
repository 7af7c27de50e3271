import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Stage } from '@patchbay/config';
import type { Browser, Phone, Storage } from '@patchbay/emulator';
import { type Person, signIn, signUp } from '../cognito/sign-up.ts';
import { LocalError } from '../errors.ts';
import type { SignIn } from '../front/sign-in.ts';
import type { Patchbay } from '../front/start-patchbay.ts';
import type { LocalHttpApi } from '../http-api/start-http-api.ts';
import type { Mail } from '../mail/mailbox.ts';
import type { LocalMail } from '../mail/start-mail.ts';
import type { LocalS3 } from '../s3/start-s3.ts';
import { Member } from './member.ts';
import { StoryError } from './story.ts';

/** Patchbay, wherever it runs. */
export interface Place extends Pick<Patchbay, 'emulator' | 'signIn'> {
  stage: Pick<Stage, 'numbers' | 'names'>;
  local: {
    httpApi: Pick<LocalHttpApi, 'endpoint'>;
    webSocketEndpoint?: string;
    aws: { s3: Pick<LocalS3, 'storage'>; mail: Pick<LocalMail, 'list'> };
  };
}

export interface SceneOptions {
  patchbay: Place;
  /** Prints a line. */
  tell(line: string): void;
  /** Between two looks at what comes in real time, such as messages; 5 when missing. Real milliseconds. */
  lookMs?: number;
}

/** Call time between two looks. */
const STEP_MS = 200;
const BECOMES_MS = 60_000;

/** What a story has: the telephones, and people who have signed in. */
export class Scene {
  readonly patchbay: Place;
  readonly tell: (line: string) => void;
  readonly #lookMs: number;
  readonly #members: Member[] = [];
  readonly #meetingsBefore: readonly string[];

  constructor({ patchbay, tell, lookMs = 5 }: SceneOptions) {
    this.#lookMs = lookMs;
    this.patchbay = patchbay;
    this.tell = tell;
    this.#meetingsBefore = this.#meetings();
  }

  /** Signs somebody in: who has an account from the start, or somebody new. */
  async person(person?: Person): Promise<Member> {
    const place = this.#place();
    return this.#signedIn(person ? await signUp(place, person) : await signIn(place, place.someone));
  }

  /** Signs the operator in. */
  async operator(): Promise<Member> {
    const place = this.#place();
    return this.#signedIn(await signIn(place, place.operator));
  }

  #place(): SignIn {
    const { signIn: place } = this.patchbay;
    if (!place) throw new LocalError('CONFIGURATION', 'There is no user pool to sign in to.');
    return place;
  }

  #signedIn(idToken: string): Member {
    const { local } = this.patchbay;
    const { webSocketEndpoint: socketUrl = '' } = local;
    const member = new Member({ url: local.httpApi.endpoint, socketUrl, idToken });
    this.#members.push(member);
    return member;
  }

  phone(number: string): Phone {
    return this.patchbay.emulator.phone(number);
  }

  /** The number that leads to a flow. @throws StoryError none does */
  numberOf(flow: string): string {
    const [number] = Object.entries(this.patchbay.stage.numbers).find(([, each]) => each === flow) ?? [];
    if (number === undefined) throw new StoryError(`No number leads to ${flow}.`);
    return number;
  }

  /** Of each phone in the live meeting of that name, in the order in which they came: whether it is muted. */
  muted(externalMeetingId: string): boolean[] {
    const { meetings } = this.patchbay.emulator;
    const meeting = meetings.list().find((each) => each.ExternalMeetingId === externalMeetingId);
    return meeting ? meetings.participants(meeting.MeetingId).map(({ muted }) => muted) : [];
  }

  /** Somebody joins a meeting with a browser. */
  browser(joinToken: string): Browser {
    return this.patchbay.emulator.browser(joinToken);
  }

  /** Hands a file in. */
  async upload(name: string, body: Uint8Array): Promise<void> {
    const outcome = await this.#storage.put(this.#uploads, name, { body, contentType: 'application/json' });
    if (outcome !== 'stored') throw new StoryError(`${name} cannot be handed in: ${outcome}.`);
  }

  /** The text of what is where files are handed in; undefined as long as it is not there. */
  async uploaded(name: string): Promise<string | undefined> {
    const found = await this.#storage.find(this.#uploads, name);
    return typeof found === 'object' ? Buffer.from(found.body).toString() : undefined;
  }

  get #storage(): Storage {
    return this.patchbay.local.aws.s3.storage;
  }

  get #uploads(): string {
    return this.patchbay.stage.names.buckets.uploads;
  }

  /** E-mails to an address, oldest first. */
  mailsTo(address: string): readonly Mail[] {
    return this.patchbay.local.aws.mail.list(address);
  }

  /**
   * Lets call time get so far ahead of real time, which functions have: then what happens in a call is never older than what
   * a function has done before.
   */
  async getAhead(ms: number): Promise<void> {
    const { clock } = this.patchbay.emulator;
    await clock.passUntil(() => false, Math.max(0, Date.now() + ms - clock.now()));
  }

  /** Lets call time pass until what is asked for is as wanted, a minute at most. @throws StoryError */
  async becomes(what: string, ask: () => Promise<unknown>, wanted: unknown): Promise<void> {
    const { clock } = this.patchbay.emulator;
    let found = await ask();
    for (let passed = 0; passed < BECOMES_MS && !isDeepStrictEqual(found, wanted); passed += STEP_MS) {
      await clock.passUntil(() => false, STEP_MS);
      await setTimeout(this.#lookMs);
      found = await ask();
    }
    this.check(what, found, wanted);
  }

  /** Waits until all calls have ended, and all meetings that were made since the scene was. @throws StoryError */
  async nothingIsLeft(): Promise<void> {
    const { engine } = this.patchbay.emulator;
    const isEmpty = () =>
      engine.transactions.size === 0 && this.#meetings().every((id) => this.#meetingsBefore.includes(id));
    await this.until('no leg and no meeting is left', isEmpty);
  }

  #meetings(): string[] {
    return this.patchbay.emulator.meetings.list().map(({ MeetingId }) => MeetingId);
  }

  /** Lets call time pass until something is so, a minute at most unless told otherwise. @throws StoryError */
  async until(what: string, done: () => boolean, ms = 60_000): Promise<void> {
    const { clock } = this.patchbay.emulator;
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      if (await clock.passUntil(done, STEP_MS)) return;
      await setTimeout(this.#lookMs);
      if (done()) return;
    }
    throw new StoryError(`${what}: it is not so after ${ms / 1_000} s.`);
  }

  /** @throws StoryError */
  check(what: string, found: unknown, wanted: unknown): void {
    const [one, other] = [found, wanted].map((value) => JSON.stringify(value));
    if (one !== other) throw new StoryError(`${what}: ${one} instead of ${other}.`);
  }

  close(): void {
    for (const member of this.#members) member.close();
  }
}
