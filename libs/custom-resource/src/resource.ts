import type * as z from 'zod';
import type { CustomResourceEvent } from './event.ts';
import { readProperties } from './properties.ts';
import type { Work } from './work.ts';

export interface Made {
  /** What AWS calls it. Another id than before tells CloudFormation to delete the one before. */
  id: string;
  /** What `Fn::GetAtt` gives. CloudFormation shows it to everybody: no secrets. */
  data?: Readonly<Record<string, string>>;
}

/** How a type of resource is made, changed and deleted. Each may be asked for more than once. */
export interface ResourceDefinition<Schema extends z.ZodType> {
  /** `Custom::` and a name. */
  type: string;
  /** Of the properties, which arrive as texts. */
  schema: Schema;
  /** What ids of real ones look like: any other stands for a resource that was never made. */
  ids: RegExp;
  create(properties: z.output<Schema>, work: Work): Promise<Made>;
  /** `before` is undefined when its properties would not be accepted any more. */
  update(id: string, properties: z.output<Schema>, before: z.output<Schema> | undefined, work: Work): Promise<Made>;
  /**
   * What is not there any more is deleted. `id` is undefined when nobody knows whether a creation came to anything: what
   * it may have made has to be found.
   */
  delete(id: string | undefined, properties: z.output<Schema>, work: Work): Promise<void>;
}

/** A type of resource, whatever its properties. */
export interface CustomResource {
  type: string;
  handle(event: CustomResourceEvent, work: Work): Promise<Made>;
  /** Deletes what a request has made that failed, and nobody was told of. */
  undo(event: CustomResourceEvent, work: Work): Promise<void>;
}

export function defineResource<Schema extends z.ZodType>(definition: ResourceDefinition<Schema>): CustomResource {
  const { type, schema, ids } = definition;
  const read = (properties: Readonly<Record<string, unknown>>) => readProperties(schema, properties);
  const attempt = (properties: Readonly<Record<string, unknown>>) => {
    try {
      return { properties: read(properties) };
    } catch {
      return undefined;
    }
  };
  return {
    type,
    async handle(event, work) {
      if (event.RequestType === 'Create') return definition.create(read(event.ResourceProperties), work);
      const { PhysicalResourceId: id, RequestType } = event;
      const isReal = ids.test(id);
      if (RequestType === 'Update') {
        const wanted = read(event.ResourceProperties);
        const before = attempt(event.OldResourceProperties)?.properties;
        return isReal ? definition.update(id, wanted, before, work) : definition.create(wanted, work);
      }
      // Properties that are refused have made nothing, and must not keep a stack from being deleted.
      const wanted = isReal ? { properties: read(event.ResourceProperties) } : attempt(event.ResourceProperties);
      if (wanted !== undefined) await definition.delete(isReal ? id : undefined, wanted.properties, work);
      return { id };
    },
    undo: (event, work) => definition.delete(undefined, read(event.ResourceProperties), work),
  };
}
