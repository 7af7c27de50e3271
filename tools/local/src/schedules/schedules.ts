import type { Timer } from '@patchbay/emulator';
import { arn } from '../aws/account.ts';
import { isoSeconds, makeEvent, type Stamp } from '../aws/event.ts';
import { parseSchedule, type NextRun } from './expression.ts';

/** A function that runs by the clock. */
export interface Schedule {
  /** The rule's name, which the event carries in its `resources`. */
  name: string;
  /** `rate(…)` or `cron(…)`. */
  expression: string;
  /** The function's name. */
  target: string;
  /** For cron; UTC when missing. */
  timeZone?: string;
  /** Sent instead of the event. */
  input?: unknown;
}

export interface SchedulesOptions extends Stamp {
  invokeAsync(functionName: string, payload: string): void;
}

const DAY_MS = 86_400_000;

/** EventBridge's scheduled rules, on the injected clock. */
export class Schedules {
  readonly #options: SchedulesOptions;
  readonly #timers = new Map<Schedule, Timer>();

  constructor(options: SchedulesOptions) {
    this.#options = options;
  }

  /** Starts a schedule. Throws `LocalError` when the expression is wrong. */
  add(schedule: Schedule): void {
    const next = parseSchedule(schedule.expression, this.#options.clock.now(), schedule.timeZone);
    this.#arm(schedule, next);
  }

  stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }

  #arm(schedule: Schedule, next: NextRun): void {
    const at = next(this.#options.clock.now());
    if (at !== undefined) this.#wait(schedule, next, at);
  }

  #wait(schedule: Schedule, next: NextRun, at: number): void {
    const { clock } = this.#options;
    // A day at a time: a timer of Node's overflows after 24.8 days.
    const timer = clock.after(Math.min(at - clock.now(), DAY_MS), () => {
      if (clock.now() < at) {
        this.#wait(schedule, next, at);
        return;
      }
      this.#fire(schedule, at);
      this.#arm(schedule, next);
    });
    this.#timers.set(schedule, timer);
  }

  #fire({ name, target, input }: Schedule, at: number): void {
    const event = makeEvent(this.#options, {
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      resources: [arn(this.#options.account, 'events', `rule/${name}`)],
      time: isoSeconds(at),
      detail: {},
    });
    this.#options.invokeAsync(target, JSON.stringify(input ?? event));
  }
}
