import { Refusal } from './refusal.ts';

/**
 * A state that was exported, of the same parts as `empty`. Only the parts are checked: a state comes from an export, not
 * from a keyboard. Throws BadRequest.
 */
export function requireState<State extends object>(value: unknown, empty: State): State {
  for (const [part, expected] of Object.entries(empty)) {
    const given: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
    if (given === null || Array.isArray(given) || typeof given !== typeof expected) {
      throw new Refusal(
        'BadRequest',
        `The state is not one that was exported: its ${part} should be an ${typeof expected}`,
      );
    }
  }
  return structuredClone(value as State);
}
