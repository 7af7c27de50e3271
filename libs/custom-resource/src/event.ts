import * as z from 'zod';

const common = {
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  ResourceType: z.string(),
  ResourceProperties: z.record(z.string(), z.unknown()).default({}),
};

/** What CloudFormation sends: "Custom resource request types" in its user guide. */
const eventSchema = z.discriminatedUnion('RequestType', [
  z.object({ RequestType: z.literal('Create'), ...common }),
  z.object({
    RequestType: z.literal('Update'),
    ...common,
    PhysicalResourceId: z.string(),
    OldResourceProperties: z.record(z.string(), z.unknown()).default({}),
  }),
  // A creation that was never answered has no id of ours.
  z.object({ RequestType: z.literal('Delete'), ...common, PhysicalResourceId: z.string().default('') }),
]);

export type CustomResourceEvent = z.infer<typeof eventSchema>;

/** Throws a TypeError that names the places that are wrong, and no values: nobody could be answered. */
export function parseEvent(event: unknown): CustomResourceEvent {
  const { data, error } = eventSchema.safeParse(event);
  if (data !== undefined) return data;
  const places = [...new Set(error.issues.map(({ path }) => path.join('.') || 'the event'))];
  throw new TypeError(`Not an event of CloudFormation: ${places.join(', ')}`);
}
