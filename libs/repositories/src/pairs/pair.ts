/** What makes a call recognizable on both sides of a bridge by PSTN: who seems to call, and which number. E.164. */
export interface Pair {
  /** The caller id towards Connect: a number of the SIP media application. */
  smaNumber: string;
  /** The number of Connect that is dialled. */
  connectNumber: string;
}

/** The numbers that pairs are made of: every number of one list with every number of the other. */
export interface PairNumbers {
  sma: readonly string[];
  connect: readonly string[];
}

/** A pair that is claimed: a lease. */
export interface Claim extends Pair {
  /** Transaction id of the call that has it. */
  owner: string;
  /** Seconds since the epoch. A lease that has expired is not free before the call was asked. */
  expires: number;
  /** What the call told about itself. */
  data: Readonly<Record<string, string>>;
  /** Seconds since the epoch: since when the call is to be taken back from Connect. */
  transferPendingSince?: number;
  /** One of its numbers is no longer configured: the pair is removed when it is released. */
  retired: boolean;
}

/** A pair as it stands in the table. */
export interface PairState extends Pair {
  /** The key under which the index of free pairs has it; none while it is claimed. */
  shard?: string;
  claim?: Claim;
}

export const samePair = (one: Pair, other: Pair): boolean =>
  one.smaNumber === other.smaNumber && one.connectNumber === other.connectNumber;

/** A text that no other pair has. */
export const keyOf = ({ smaNumber, connectNumber }: Pair): string => `${smaNumber}/${connectNumber}`;

/** The pair at a place of the list of all pairs; undefined outside of it. */
export function pairAt({ sma, connect }: PairNumbers, place: number): Pair | undefined {
  const smaNumber = sma[Math.floor(place / connect.length)];
  const connectNumber = connect[place % connect.length];
  return smaNumber === undefined || connectNumber === undefined ? undefined : { smaNumber, connectNumber };
}

/** Every pair once. */
export function allPairs({ sma, connect }: PairNumbers): Pair[] {
  const connectOnce = [...new Set(connect)];
  return [...new Set(sma)].flatMap((smaNumber) => connectOnce.map((connectNumber) => ({ smaNumber, connectNumber })));
}
