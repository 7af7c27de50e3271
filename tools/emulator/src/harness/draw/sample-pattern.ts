import type { Chance } from './chance.ts';

const KEYS = [...'0123456789*#'];
const DIGITS = KEYS.slice(0, 10);
/** How often `+` and `*` repeat at most. */
const MANY = 4;

type Sample = () => string;

/**
 * Keys that a digit pattern matches, for patterns as people write them: literals, classes, groups, alternatives and
 * quantifiers. What else a pattern has is taken literally, so what comes out is to be tested.
 */
export function samplePattern(source: string, chance: Chance): string {
  return new Reader(source, chance).alternatives()();
}

class Reader {
  readonly #source: string;
  readonly #chance: Chance;
  #at = 0;

  constructor(source: string, chance: Chance) {
    this.#source = source;
    this.#chance = chance;
  }

  /** `a|b|c`, up to the end or a closing bracket. */
  alternatives(): Sample {
    const all = [this.#sequence()];
    while (this.#take(/\|/y)) all.push(this.#sequence());
    return () => this.#chance.pick(all)();
  }

  #sequence(): Sample {
    const parts: Sample[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at))) parts.push(this.#repeated());
    return () => parts.map((part) => part()).join('');
  }

  #repeated(): Sample {
    const atom = this.#atom();
    const counted = this.#take(/\{(\d+)(,?)(\d*)\}\??/y);
    const sign = counted ? undefined : this.#take(/[?*+]\??/y)?.[0].charAt(0);
    let [min, max] = [1, 1];
    if (counted) {
      min = Number(counted[1]);
      max = counted[3] ? Number(counted[3]) : counted[2] ? min + MANY : min;
    } else if (sign) {
      min = sign === '+' ? 1 : 0;
      max = sign === '?' ? 1 : MANY;
    }
    return () => Array.from({ length: this.#chance.whole(min, max) }, atom).join('');
  }

  #atom(): Sample {
    if (this.#take(/[\^$]/y)) return () => '';
    if (this.#take(/\((?:\?:)?/y)) {
      const inner = this.alternatives();
      this.#take(/\)/y);
      return inner;
    }
    const set = this.#take(/\[\^?(?:\\.|[^\]\\])*\]|\\d|\./y);
    if (set) {
      const allowed = KEYS.filter((key) => new RegExp(`^${set[0]}$`).test(key));
      return () => this.#chance.pick(allowed.length > 0 ? allowed : DIGITS);
    }
    const literal = this.#take(/\\?(.)/sy)?.[1] ?? '';
    return () => literal;
  }

  /** Reads on where the sticky pattern matches. */
  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source) ?? undefined;
    if (match) this.#at = pattern.lastIndex;
    return match;
  }
}
