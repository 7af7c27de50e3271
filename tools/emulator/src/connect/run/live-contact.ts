import type { Clock } from '../../clock/clock.ts';
import type { AttendedLine } from '../../phones/attendant.ts';
import type { ContactData } from './contact-data.ts';
import type { ConnectFunctions } from './functions.ts';
import type { ContactDiagnosticCode, Running, RunSettings, ThirdPartyOutcome } from './running.ts';

/** A line in the flow log (Amazon Connect, "Data in flow logs"). */
export interface FlowLogLine {
  at: number;
  action: string;
  type: string;
  parameters: Readonly<Record<string, unknown>>;
  results?: unknown;
}

export interface ContactPorts {
  clock: Clock;
  functions: ConnectFunctions;
  settings: RunSettings;
  callThirdParty(number: string, timeoutMs: number, keys: string): Promise<ThirdPartyOutcome>;
  trace(text: string, set?: Readonly<Record<string, string>>): void;
  diagnose(code: ContactDiagnosticCode, message: string): void;
}

/** Thrown into whatever waits when the line has ended. */
export class LineEnded extends Error {
  override readonly name = 'LineEnded';
}

/**
 * A contact while its flow runs. A virtual clock goes on only while the contact waits for something: it is held from
 * the moment that something happens until the flow waits again.
 */
export class LiveContact implements Running {
  readonly data: ContactData;
  readonly line: AttendedLine;
  readonly functions: ConnectFunctions;
  readonly settings: RunSettings;
  readonly loops = new Map<string, number>();
  readonly logs: FlowLogLine[] = [];
  action = '';
  actionType = '';
  readonly #ports: ContactPorts;
  readonly #keyListeners = new Set<(key: string) => void>();
  #logging = false;
  #release: (() => void) | undefined;
  #giveUp: (() => void) | undefined;

  constructor(line: AttendedLine, data: ContactData, ports: ContactPorts) {
    this.line = line;
    this.data = data;
    this.functions = ports.functions;
    this.settings = ports.settings;
    this.#ports = ports;
    line.onHeard(({ text, sound }) => {
      if (sound !== 'digits') return;
      for (const key of text) for (const listener of [...this.#keyListeners]) listener(key);
    });
    line.onEnded(() => this.#giveUp?.());
  }

  /** Time stands still until the flow waits. */
  hold(): void {
    this.#release ??= this.#ports.clock.hold();
  }

  letGo(): void {
    const release = this.#release;
    this.#release = undefined;
    release?.();
  }

  async wait(ms: number): Promise<void> {
    await this.waitFor<never>(ms, () => {});
  }

  waitFor<T>(ms: number, start: (happened: (value: T) => void) => void): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      if (this.line.state === 'ended') {
        reject(new LineEnded());
        return;
      }
      const timer = this.line.later(ms, () => finish(() => resolve(undefined)));
      let finished = false;
      const finish = (settle: () => void): void => {
        if (finished) return;
        finished = true;
        timer.cancel();
        this.#giveUp = undefined;
        this.hold();
        settle();
      };
      this.#giveUp = () => finish(() => reject(new LineEnded()));
      start((value) => finish(() => resolve(value)));
      if (!finished) this.letGo();
    });
  }

  /** Only real time passes meanwhile: the clock stays held. */
  async meanwhile<T>(ms: number, work: () => Promise<T>): Promise<T | undefined> {
    let timer: { cancel(): void } | undefined;
    const tooLate = new Promise<undefined>((resolve) => {
      timer = this.#ports.clock.after(ms, () => resolve(undefined));
    });
    const result = await Promise.race([work(), tooLate]);
    timer?.cancel();
    if (this.line.state === 'ended') throw new LineEnded();
    return result;
  }

  onKey(listener: (key: string) => void): () => void {
    this.#keyListeners.add(listener);
    return () => this.#keyListeners.delete(listener);
  }

  callThirdParty(number: string, timeoutMs: number, keys: string): Promise<ThirdPartyOutcome> {
    return this.#ports.callThirdParty(number, timeoutMs, keys);
  }

  setLogging(enabled: boolean): void {
    this.#logging = enabled;
  }

  log(parameters: Readonly<Record<string, unknown>>, results?: unknown): void {
    if (!this.#logging) return;
    const { action, actionType: type } = this;
    const at = this.#ports.clock.now();
    this.logs.push({ at, action, type, parameters, ...(results !== undefined && { results }) });
  }

  trace(text: string, set?: Readonly<Record<string, string>>): void {
    this.#ports.trace(text, set);
  }

  diagnose(code: ContactDiagnosticCode, message: string): void {
    this.#ports.diagnose(code, message);
  }
}
