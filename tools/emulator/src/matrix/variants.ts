import { defaultSwitches, openPoints, type SwitchName, type Switches } from '../engine/switches.ts';

/** Open points that are set otherwise than usual. */
export interface Variant {
  switches: Partial<Switches>;
  points: readonly { name: SwitchName; value: string | boolean | number }[];
}

type Setting = Variant['points'][number];

/** Every value of every open point that is not the one in `base`, one at a time. */
export function singles(base: Partial<Switches>): Variant[] {
  return settings(base).map((one) => variant([one]));
}

/** Two points at a time. */
export function pairs(base: Partial<Switches>): Variant[] {
  const all = settings(base);
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => other.name !== one.name)
      .map((other) => variant([one, other])),
  );
}

/** So many of them, from all parts of the list. */
export function spread<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]!);
}

function settings(base: Partial<Switches>): Setting[] {
  const usual: Switches = { ...defaultSwitches, ...base };
  const names = Object.keys(openPoints) as SwitchName[];
  return names.flatMap((name) => {
    const values: readonly Setting['value'][] = openPoints[name].values;
    return values.filter((value) => value !== usual[name]).map((value) => ({ name, value }));
  });
}

function variant(points: readonly Setting[]): Variant {
  return { points, switches: Object.fromEntries(points.map(({ name, value }) => [name, value])) };
}

export function variantName({ points }: Variant): string {
  return points.map(({ name, value }) => `${name}: ${value}`).join(', ');
}
