/** Call time. Everything that waits in a call waits on this, so a test can let an hour pass in no time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `fn` once, `ms` milliseconds from now. */
  after(ms: number, fn: () => void): Timer;
  /** Time stands still until the returned function is called; the real clock takes no notice. */
  hold(): () => void;
}

export interface Timer {
  cancel(): void;
}
