import { defaultSwitches, openPoints, type SwitchName, type Switches } from '../../engine/switches.ts';
import type { Chance } from './chance.ts';

const names = Object.keys(openPoints) as SwitchName[];

/** Nobody knows which way the service goes, so all are tried: often as documented, else each by itself. */
export function drawSwitches(chance: Chance): Partial<Switches> {
  if (chance.happens(0.2)) return {};
  const values = names.map((name) => [name, chance.pick<string | boolean | number>(openPoints[name].values)] as const);
  return Object.fromEntries(values.filter(([name, value]) => value !== defaultSwitches[name]));
}
