/** Call time. Everything that waits in a call waits on this, so a test can let an hour pass in no time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `fn` once, `ms` milliseconds from now. */
  after(ms: number, fn: () => void): Timer;
  /** Time stands still until the returned function is called; the real clock takes no notice. */
  hold(): () => void;
  /** Lets time pass until `done()` holds, at most `ms` milliseconds; resolves to whether it held. */
  passUntil(done: () => boolean, ms: number): Promise<boolean>;
}

export interface Timer {
  cancel(): void;
}
