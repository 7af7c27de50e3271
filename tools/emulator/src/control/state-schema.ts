/**
 * What the emulator relies on in a state that comes from outside. It is exported, not written by hand, so of each record
 * only what it is found by and what it refers to is checked; the rest is kept as it is.
 */
import * as z from 'zod';

const text = z.string().min(1);
const tags = z.record(z.string(), z.string());
const record = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.record(text, z.looseObject(shape));
const known = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.looseObject(shape);

export const directorySchema = z.strictObject({
  numbers: record({
    PhoneNumberId: text,
    E164PhoneNumber: text,
    Status: text,
    Associations: z.array(known({ Name: text, Value: text })),
  }),
  orders: record({
    PhoneNumberOrderId: text,
    OrderedPhoneNumbers: z.array(known({ E164PhoneNumber: text, Status: text })),
  }),
  applications: record({
    SipMediaApplicationId: text,
    Name: text,
    AwsRegion: text,
    Endpoints: z.array(known({ LambdaArn: text })).min(1),
    tags,
  }),
  rules: record({
    SipRuleId: text,
    Name: text,
    Disabled: z.boolean(),
    TriggerType: z.enum(['ToPhoneNumber', 'RequestUriHostname']),
    TriggerValue: text,
    TargetApplications: z.array(known({ SipMediaApplicationId: text, Priority: z.int() })),
  }),
  voiceConnectors: record({
    VoiceConnectorId: text,
    VoiceConnectorArn: text,
    Name: text,
    OutboundHostName: text,
    usernames: z.array(text),
    tags,
  }),
  groups: record({
    VoiceConnectorGroupId: text,
    Name: text,
    VoiceConnectorItems: z.array(known({ VoiceConnectorId: text })),
  }),
  settings: z.looseObject({}),
});

export const meetingsSchema = z.strictObject({
  meetings: record({
    MeetingId: text,
    MeetingArn: text,
    ExternalMeetingId: text,
    clientRequestToken: text,
    createdAt: z.number(),
    attendees: record({ AttendeeId: text, ExternalUserId: text, JoinToken: text, order: z.int() }),
    tags,
  }),
  ended: z.record(text, z.number()),
  created: z.int().min(0),
});
