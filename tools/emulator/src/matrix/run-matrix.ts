import type { Switches } from '../engine/switches.ts';
import { difference, type Outcome } from './outcome.ts';
import type { Variant } from './variants.ts';

export interface Row {
  variant: Variant;
  verdict: 'same' | 'different' | 'broken';
  /** What differs first, or why the script is broken; '' where nothing differs. */
  what: string;
}

/** Plays a script once as usual and once for each variant, and yields each comparison as soon as it is known. */
export async function* runMatrix(
  variants: readonly Variant[],
  usual: Outcome,
  play: (switches: Partial<Switches>) => Promise<Outcome>,
): AsyncGenerator<Row> {
  for (const variant of variants) {
    const outcome = await play(variant.switches);
    if (outcome.broken !== undefined && usual.broken === undefined) {
      yield { variant, verdict: 'broken', what: outcome.broken };
      continue;
    }
    const what = difference(usual, outcome);
    yield { variant, verdict: what === undefined ? 'same' : 'different', what: what ?? '' };
  }
}
