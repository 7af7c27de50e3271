import { isObject } from './input.ts';
import { shapeOf, type ServiceModel } from './model/model.ts';

/** What the model lets out of `value`: its members only, without undefined ones. Timestamps are ISO 8601 text already. */
export function serialise(model: ServiceModel, shapeName: string, value: unknown): unknown {
  const shape = shapeOf(model, shapeName);
  switch (shape.type) {
    case 'structure': {
      if (!isObject(value)) return undefined;
      const members = Object.entries(shape.members ?? {}).flatMap(([name, member]) => {
        const given = value[name];
        return given === undefined || given === null ? [] : [[name, serialise(model, member.shape, given)] as const];
      });
      return Object.fromEntries(members);
    }
    case 'list':
      return Array.isArray(value) ? value.map((item) => serialise(model, shape.member ?? '', item)) : undefined;
    default:
      return value;
  }
}
