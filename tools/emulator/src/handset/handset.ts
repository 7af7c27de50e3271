import { messageOf } from '../errors.ts';
import type { TraceEntry } from '../trace/entry.ts';
import type { LadderOptions } from '../trace/ladder.ts';
import { LiveLadder } from '../trace/live-ladder.ts';
import { wrap } from '../trace/text.ts';
import { visible } from '../trace/visible.ts';
import { type Client, connect, type PhoneAct } from './client.ts';
import { commandOf, HELP, type HandsetCommand, type HandsetState } from './command.ts';
import { readKeys, type TerminalInput } from './keys.ts';
import { Screen, type TerminalOutput } from './screen.ts';

export interface HandsetOptions {
  /** Where the emulator answers, such as http://127.0.0.1:4600. */
  url: string;
  input: TerminalInput;
  output: TerminalOutput;
  /** The handset's own number; +12065550101 unless given. */
  from?: string;
  /** Dialled at once. */
  number?: string;
  /** Hangs up and quits. */
  stop?: AbortSignal;
  /** Colours the ladder. */
  paint?: NonNullable<LadderOptions['paint']>;
}

export const HANDSET_NUMBER = '+12065550101';

/**
 * A telephone in a terminal, for a running emulator: dial, hear, press keys, speak, and see what happens in the call.
 * Resolves when the person quits, or when the emulator stops; the terminal is then as it was.
 * @throws {InputError} no emulator answers at `url`
 */
export async function handset(options: HandsetOptions): Promise<'quit' | 'emulator-stopped'> {
  const { url, from = HANDSET_NUMBER, number, input, output, stop } = options;
  const end = Promise.withResolvers<'quit' | 'emulator-stopped'>();
  const early: TraceEntry[] = [];
  let seen = (entry: TraceEntry): void => void early.push(entry);
  const client = await connect(url, from, {
    entry: (entry) => seen(entry),
    gone: () => end.resolve('emulator-stopped'),
  });
  const screen = new Screen(output);
  const phone = new Handset(client, screen, from, options.paint);
  seen = (entry) => phone.happened(entry);
  const quit = (): void => end.resolve('quit');
  stop?.addEventListener('abort', quit, { once: true });
  if (stop?.aborted) quit();
  const stopReading = readKeys(input, {
    character: (character, line) => phone.character(character, line),
    changed: (line) => screen.typed(line),
    entered: (line) => void (phone.entered(line) === 'quit' && quit()),
    interrupted: quit,
  });
  try {
    early.forEach(seen);
    await phone.begin(number);
    const how = await end.promise;
    if (how === 'quit') await phone.leave();
    else screen.log(['The emulator has stopped.']);
    return how;
  } finally {
    stop?.removeEventListener('abort', quit);
    stopReading();
    screen.close();
    client.close();
  }
}

class Handset {
  readonly #client: Client;
  readonly #screen: Screen;
  readonly #from: string;
  readonly #paint: HandsetOptions['paint'];
  /** Of the calls that this phone is in, by transaction id. */
  readonly #ladders = new Map<string, LiveLadder>();
  #state: HandsetState = 'idle';
  #numbers: readonly string[] = [];
  #last: string | undefined;
  /** What a person does one after the other happens one after the other. */
  #doing: Promise<void> = Promise.resolve();

  constructor(client: Client, screen: Screen, from: string, paint: HandsetOptions['paint']) {
    this.#client = client;
    this.#screen = screen;
    this.#from = from;
    this.#paint = paint;
  }

  async begin(number: string | undefined): Promise<void> {
    await this.#client.hold(true);
    await this.#list();
    this.#say(`You are ${this.#from}. ? helps.`);
    this.#become('idle');
    if (number !== undefined) this.#do({ type: 'dial', number });
  }

  /** Hangs up, and gives the number back to what answered it before. */
  async leave(): Promise<void> {
    await this.#doing;
    try {
      if (this.#state !== 'idle') await this.#client.act('hang-up');
      await this.#client.hold(false);
    } catch (error) {
      this.#say(messageOf(error));
    }
  }

  /** On the phone keys are pressed at once, as long as no words have been begun. */
  character(character: string, line: string): boolean {
    if (line !== '') return true;
    if (character === '?') this.#do({ type: 'help' });
    else if (this.#state === 'connected' && /[0-9*#]/.test(character)) this.#do({ type: 'press', keys: character });
    else return true;
    return false;
  }

  entered(line: string): HandsetCommand['type'] {
    const command = commandOf(line, { state: this.#state, numbers: this.#numbers, last: this.#last });
    this.#do(command);
    return command.type;
  }

  happened(entry: TraceEntry): void {
    const { transactionId } = entry;
    if (!this.#ladders.has(transactionId) && this.#isMine(entry)) {
      const width = this.#screen.width;
      this.#ladders.set(transactionId, new LiveLadder({ width, ...(this.#paint && { paint: this.#paint }) }));
    }
    const ladder = this.#ladders.get(transactionId);
    if (!ladder) return;
    this.#screen.log(ladder.rows(entry));
    if (entry.type === 'call-ended') this.#ladders.delete(transactionId);
    if (entry.type === 'leg' && this.#isMine(entry)) this.#legChanged(entry);
  }

  #legChanged({ state, kind, from }: TraceEntry & { type: 'leg' }): void {
    if (state === 'connected') this.#become('connected');
    else if (state === 'disconnected') this.#become('idle');
    else if (kind === 'caller') this.#become('calling');
    else {
      this.#say(`${from} calls: a and Enter answers, r and Enter rejects.`);
      this.#become('ringing');
    }
  }

  #isMine(entry: TraceEntry): boolean {
    if (entry.type === 'call-started') {
      return this.#from === (entry.direction === 'Inbound' ? entry.from : entry.to);
    }
    return entry.type === 'leg' && this.#from === (entry.kind === 'caller' ? entry.from : entry.to);
  }

  #do(command: HandsetCommand): void {
    switch (command.type) {
      case 'dial':
        this.#last = command.number;
        this.#act('dial', { to: command.number });
        return;
      case 'press':
        this.#act('press', { keys: command.keys });
        return;
      case 'say':
        this.#act('say', { text: command.text });
        return;
      case 'answer':
      case 'reject':
      case 'hang-up':
        this.#act(command.type);
        return;
      case 'help':
        HELP.forEach((line) => this.#say(line));
        return;
      case 'numbers':
        this.#then(() => this.#list());
        return;
      case 'wrong':
        this.#say(command.message);
        return;
      case 'quit':
      case 'nothing':
        return;
    }
  }

  #act(what: PhoneAct, body?: object): void {
    this.#then(() => this.#client.act(what, body));
  }

  #then(act: () => Promise<void>): void {
    this.#doing = this.#doing.then(act).catch((error: unknown) => this.#say(messageOf(error)));
  }

  async #list(): Promise<void> {
    const numbers = await this.#client.numbers();
    this.#numbers = numbers.map(({ number }) => number);
    this.#last ??= this.#numbers[0];
    if (numbers.length === 0) this.#say('No number leads anywhere yet.');
    else this.#say('Numbers to dial:');
    numbers.forEach(({ number, applications }, index) =>
      this.#say(`${index + 1}  ${number}  ${applications.join(', ')}`),
    );
  }

  #say(text: string): void {
    this.#screen.log(wrap(visible(text), this.#screen.width));
  }

  #become(state: HandsetState): void {
    this.#state = state;
    this.#screen.status(STATUS[state]);
  }
}

const STATUS: Readonly<Record<HandsetState, string>> = {
  idle: 'Number to dial',
  calling: 'Calling … (h hangs up)',
  ringing: 'It rings (a answers, r rejects)',
  connected: 'Keys, or words to say (h hangs up)',
};
