import * as z from 'zod/mini';

/**
 * What Amazon Connect sends to a function that a contact flow invokes: "Invoke Lambda functions" in its Administrator
 * Guide. Of the contact only its id is of use here.
 */
const eventSchema = z.object({
  Name: z.literal('ContactFlowEvent'),
  Details: z.object({
    ContactData: z.object({ ContactId: z.string().check(z.maxLength(256)) }),
    Parameters: z.record(z.string(), z.string()),
  }),
});

export interface ConnectRequest {
  contactId: string;
  /** What the flow passes on, as it says: nobody has checked it. */
  parameters: Readonly<Record<string, string>>;
}

/** An event that does not come from a contact flow. The message has the places that are wrong, and no values. */
export class ConnectEventError extends Error {
  override readonly name = 'ConnectEventError';
}

/** @throws {ConnectEventError} it is no event of a contact flow */
export function parseConnectEvent(event: unknown): ConnectRequest {
  const { success, data, error } = eventSchema.safeParse(event);
  if (success) return { contactId: data.Details.ContactData.ContactId, parameters: data.Details.Parameters };
  const places = [...new Set(error.issues.map(({ path }) => path.join('.') || 'the event'))];
  throw new ConnectEventError(`Not an event of a contact flow: ${places.join(', ')}`);
}
