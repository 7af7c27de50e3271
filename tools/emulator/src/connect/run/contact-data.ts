/** What is known about a contact, as references in a flow and functions see it. */
export interface ContactData {
  readonly contactId: string;
  readonly instanceArn: string;
  readonly channel: 'VOICE';
  /** The number that calls. */
  readonly customer: string;
  /** The number of the contact centre that was called. */
  readonly system: string;
  readonly attributes: Map<string, string>;
  /** What the last function answered. */
  external: Readonly<Record<string, unknown>>;
  /** The last input that was stored. */
  storedInput: string | undefined;
}

/** `Details.ContactData` of a Lambda event ("Invoke Lambda functions", Amazon Connect Administrator Guide). */
export function contactDataJson(data: ContactData) {
  return {
    Attributes: Object.fromEntries(data.attributes),
    Channel: data.channel,
    ContactId: data.contactId,
    CustomerEndpoint: { Address: data.customer, Type: 'TELEPHONE_NUMBER' },
    CustomerId: null,
    Description: null,
    InitialContactId: data.contactId,
    InitiationMethod: 'INBOUND',
    InstanceARN: data.instanceArn,
    LanguageCode: 'en-US',
    MediaStreams: { Customer: { Audio: null } },
    Name: null,
    PreviousContactId: data.contactId,
    Queue: null,
    References: {},
    SystemEndpoint: { Address: data.system, Type: 'TELEPHONE_NUMBER' },
  };
}

/** The event that a function gets from a flow. */
export function contactFlowEvent(data: ContactData, parameters: Readonly<Record<string, string>>) {
  return { Details: { ContactData: contactDataJson(data), Parameters: parameters }, Name: 'ContactFlowEvent' };
}

export type ContactFlowEvent = ReturnType<typeof contactFlowEvent>;
