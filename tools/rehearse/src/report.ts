/** Tells what is done as it is done. */
export class Report {
  /** How many were so; the first that is not ends it. */
  passed = 0;
  readonly #out: (text: string) => void;

  constructor(out: (text: string) => void) {
    this.#out = out;
  }

  /** One thing that has to be so: prints a line, with the seconds that it took. Rejects as `work` does. */
  async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const tell = (verdict: string) => this.#out(`${verdict} ${what} (${seconds(startedAt)} s)\n`);
    try {
      const result = await work();
      this.passed++;
      tell('ok    ');
      return result;
    } catch (error) {
      tell('FAILED');
      throw error;
    }
  }

  /** A line below a step. */
  note(text: string): void {
    this.#out(`       ${text}\n`);
  }
}

function seconds(startedAt: number): string {
  return ((performance.now() - startedAt) / 1_000).toFixed(1);
}
