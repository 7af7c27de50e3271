import type { Account } from '../aws/account.ts';
import { LocalError } from '../errors.ts';
import { createResolver } from './resolve.ts';
import { namingOf, type Template } from './template.ts';

export interface NamedResource {
  logicalId: string;
  /** The physical name, which the template must give. */
  name: string;
  /** Intrinsic functions replaced. */
  properties: Readonly<Record<string, unknown>>;
}

/** The template's resources of one type. `needs` are the properties to resolve; others may hold what only AWS knows. */
export function resourcesOf(
  template: Template,
  type: string,
  needs: readonly string[],
  account: Account,
): NamedResource[] {
  const naming = namingOf(type);
  if (!naming) throw new Error(`${type} has no name.`);
  const resolve = createResolver(template, account);
  return Object.entries(template.resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, { Properties }]) => {
      const name = resolve(Properties[naming.property]);
      if (typeof name !== 'string') {
        throw new LocalError(
          'CONFIGURATION',
          `${template.stackName}: ${logicalId} needs a ${naming.property} to run locally.`,
        );
      }
      const known = needs.filter((property) => property in Properties);
      return {
        logicalId,
        name,
        properties: Object.fromEntries(known.map((property) => [property, resolve(Properties[property])])),
      };
    });
}
