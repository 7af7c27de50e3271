import { Environment, type EnvironmentInput } from './environment.ts';

export interface NotLoaded {
  errorType: string;
  message: string;
}

/** The processes of one function. Each loads the handler once; a dead one is replaced when it is needed, never before. */
export class EnvironmentPool {
  readonly #max: number;
  readonly #input: EnvironmentInput;
  readonly #all = new Set<Environment>();
  readonly #idle: Environment[] = [];
  readonly #waiting: (() => void)[] = [];
  #disposed = false;
  readonly #killAll = (): void => {
    for (const environment of this.#all) void environment.kill();
  };

  constructor(max: number, input: EnvironmentInput) {
    this.#max = max;
    this.#input = input;
  }

  /** A loaded, idle environment; why it can't be loaded; or undefined after `dispose`. */
  async take(): Promise<Environment | NotLoaded | undefined> {
    while (!this.#disposed) {
      const environment = this.#next();
      if (!environment) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
        continue;
      }
      const loaded = await environment.loaded;
      if (loaded.ok) return environment;
      await environment.kill();
      this.giveBack(environment);
      return this.#disposed ? undefined : loaded;
    }
    return undefined;
  }

  giveBack(environment: Environment): void {
    if (environment.alive && !this.#disposed) this.#idle.push(environment);
    else this.#all.delete(environment);
    this.#waiting.shift()?.();
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    process.off('exit', this.#killAll);
    for (const wake of this.#waiting.splice(0)) wake();
    await Promise.all([...this.#all].map((environment) => environment.kill()));
    this.#all.clear();
  }

  #next(): Environment | undefined {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      if (idle.alive) return idle;
      this.#all.delete(idle);
    }
    if (this.#all.size >= this.#max) return undefined;
    if (this.#all.size === 0 && !process.listeners('exit').includes(this.#killAll)) process.on('exit', this.#killAll);
    const environment = new Environment(this.#input);
    this.#all.add(environment);
    return environment;
  }
}
