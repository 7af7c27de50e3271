import { createHash } from 'node:crypto';
import { isTransient, ResourceError } from './errors.ts';

export interface WaitOptions {
  /** Between two looks; 5,000 unless given. */
  everyMs?: number;
  /** All together; until the request has to be answered unless given. */
  forMs?: number;
}

/** What there is of a kind, of which this resource is to have one. */
export interface Things {
  /** The id of the one that an earlier attempt has made; undefined when there is none. */
  find(): Promise<string | undefined>;
  /** Makes one, and gives its id. */
  make(): Promise<string>;
}

/** One request of CloudFormation, as the code of a resource sees it. */
export interface Work {
  stackId: string;
  logicalId: string;
  /**
   * Twelve characters that are the same in every attempt to make what these parts describe, and of no other resource.
   * What has them in its name is found again, since AWS gives these services no request tokens.
   */
  mark(...parts: readonly string[]): string;
  /** A number that follows from the logical id, for a choice that is not everybody's. */
  spread: number;
  /** Looks until something is there. Throws a ResourceError that says what was waited for. */
  wait<T>(what: string | (() => string), look: () => Promise<T | undefined>, options?: WaitOptions): Promise<T>;
  /** Acts, and again as long as it is refused with one of these errors of AWS, because something has to settle first. */
  retry<T>(errors: readonly string[], act: () => Promise<T>, options?: WaitOptions): Promise<T>;
  /** Finds what was made before, or makes it: again after an error that may pass, unless it was made all the same. */
  makeOnce(things: Things): Promise<string>;
  /** This was made now: were the request to fail, it would have to go again. */
  made(id: string): void;
}

export interface WorkOptions {
  stackId: string;
  logicalId: string;
  /** Milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** When the request has to be answered. */
  deadline: number;
}

/** What a request has left behind when it fails. */
export interface Left {
  made?: string;
  found?: string;
}

const ATTEMPTS = 4;
const WAIT_MS = 15 * 60_000;

export function startWork({ stackId, logicalId, now, sleep, deadline }: WorkOptions): { work: Work; left: Left } {
  const left: Left = {};
  const hash = (...parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest();
  /** Lets time pass until the next turn; false when there is none. */
  const turns = ({ everyMs = 5_000, forMs = WAIT_MS }: WaitOptions = {}) => {
    let remaining = Math.floor(forMs / everyMs);
    return async (): Promise<boolean> => {
      if (remaining-- <= 0 || now() + everyMs > deadline) return false;
      await sleep(everyMs);
      return true;
    };
  };
  const made = (id: string): void => void (left.made = id);
  const work: Work = {
    stackId,
    logicalId,
    mark: (...parts) =>
      hash(stackId, logicalId, ...parts)
        .toString('hex')
        .slice(0, 12),
    spread: hash(stackId, logicalId).readUInt32BE(),
    made,
    async wait(what, look, options) {
      for (const again = turns(options); ;) {
        const seen = await look();
        if (seen !== undefined) return seen;
        if (!(await again())) {
          throw new ResourceError(`Waited in vain for ${typeof what === 'string' ? what : what()}`);
        }
      }
    },
    async retry(errors, act, options) {
      for (const again = turns(options); ;) {
        try {
          return await act();
        } catch (error) {
          if (!(error instanceof Error && errors.includes(error.name)) || !(await again())) throw error;
        }
      }
    },
    async makeOnce({ find, make }) {
      for (let attempt = 1; ; attempt++) {
        try {
          const found = await find();
          if (found !== undefined) {
            left.found = found;
            return found;
          }
          const id = await make();
          made(id);
          return id;
        } catch (error) {
          if (attempt === ATTEMPTS || !isTransient(error)) throw error;
          await sleep(1_000 * 2 ** attempt);
        }
      }
    },
  };
  return { work, left };
}
