import type { MailResult } from '@patchbay/meeting-dialer';
import type { Refusal } from '@patchbay/chime';
import { pick, weighted, whole, type Choices } from './choices.ts';
import type { Turns } from './turns.ts';

/**
 * What goes wrong with a request: refused for its rate, failed without anything done, done while the answer got lost, or done
 * twice, since the SDK asked again after a lost answer.
 */
export type Trouble = 'throttled' | 'failed' | 'lost' | 'twice';

/** How a service says so: some clients throw, others have a result for it. */
export type Says = (trouble: Exclude<Trouble, 'twice'>) => unknown;

export interface RequestOptions {
  choices: Choices;
  turns: Turns;
  /** How many requests go wrong now: 0 to 1. */
  rate(): number;
  /** Told of each that does. */
  wentWrong(request: string, trouble: Trouble | 'died'): void;
}

/** One run of a function, and the requests that it makes. */
export interface Invocation {
  /** The same port, each of whose methods is one request. `asksAgain`: its client asks again after a lost answer. */
  through<T extends object>(name: string, port: T, says?: Says, asksAgain?: boolean): T;
  /** Resolves when the function is killed; never otherwise. */
  readonly died: Promise<void>;
  /** Kills it: nothing that it has begun goes on. */
  kill(): void;
}

export interface Life {
  /** Call time stands still while it runs: nothing in it takes any. */
  isHeld?: boolean;
  /** It may be killed between two requests. */
  isMortal?: boolean;
}

/** Requests of functions to AWS, all of which may go wrong, come late, and be the last thing that a function does. */
export function createRequests({ choices, turns, rate, wentWrong }: RequestOptions) {
  const troubleOf = (request: string, asksAgain: boolean): Trouble | 'none' =>
    choices.of<Trouble | 'none'>(`trouble ${request}`, 'none', (random) => {
      if (random() >= rate()) return 'none';
      return pick(asksAgain ? ['throttled', 'failed', 'lost', 'twice'] : ['throttled', 'failed', 'lost'], random);
    });
  const lateness = (request: string): number =>
    choices.of(`late ${request}`, 0, (random) =>
      weighted(
        [
          [30, 0],
          [2, 20],
          [1, 400],
          [0.3, 3_000],
        ],
        random,
      ),
    );

  return function invocation(life: Life = {}): Invocation {
    const { promise: died, resolve: die } = Promise.withResolvers<void>();
    const diesAt = life.isMortal
      ? choices.of('dies', 0, (random) => (random() < rate() / 2 ? whole(1, 40, random) : 0))
      : 0;
    let count = 0;
    let isDead = false;
    const kill = (): void => {
      isDead = true;
      die();
    };
    /** Where a function that is killed has come to. */
    const step = async (request: string): Promise<void> => {
      count += 1;
      if (!isDead && count === diesAt) {
        wentWrong(request, 'died');
        kill();
      }
      if (isDead) await new Promise(() => undefined);
    };
    const ask = async (request: string, work: () => Promise<unknown>, says: Says, asksAgain: boolean) => {
      await step(request);
      await turns.take();
      if (!life.isHeld) {
        const late = lateness(request);
        if (late > 0) await turns.sleep(late);
        // Whoever was killed meanwhile has not sent it.
        if (isDead) await new Promise(() => undefined);
      }
      const trouble = troubleOf(request, asksAgain);
      if (trouble !== 'none') wentWrong(request, trouble);
      if (trouble === 'throttled' || trouble === 'failed') return says(trouble);
      let answer = await work();
      if (trouble === 'twice') {
        await turns.take();
        answer = await work();
      }
      await turns.take();
      await step(request);
      return trouble === 'lost' ? says(trouble) : answer;
    };
    return {
      died,
      kill,
      through: (name, port, says = throws, asksAgain = true) =>
        new Proxy(port, {
          get(target, method) {
            const real: unknown = Reflect.get(target, method);
            if (typeof real !== 'function') return real;
            return (...given: unknown[]) =>
              ask(
                `${name}.${String(method)}`,
                async (): Promise<unknown> => Reflect.apply(real, target, given),
                says,
                asksAgain,
              );
          },
        }),
    };
  };
}

export type NewInvocation = ReturnType<typeof createRequests>;

/** An error of a service that was not our mistake. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
}

/** As clients of DynamoDB, SQS, S3 and Secrets Manager do. */
export const throws: Says = (trouble) => {
  throw new AwsError(trouble);
};

/** As libs/chime does. */
export const refuses: Says = (trouble): Refusal => ({
  ok: false,
  reason: trouble === 'throttled' ? 'throttled' : 'unknown',
  message: trouble,
  cause: undefined,
});

/** As the mailer does. */
export const mailRefuses: Says = (trouble): MailResult => ({
  ok: false,
  reason: trouble === 'throttled' ? 'not-sent' : 'unknown',
  code: trouble,
});
