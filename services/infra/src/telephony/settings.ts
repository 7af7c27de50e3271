import { defineResource, type CustomResource } from '@patchbay/custom-resource';
import type { SettingsWriter } from '@patchbay/repositories';
import * as z from 'zod';
import { isNamed } from './chime.ts';
import { PHONE_NUMBER, UUID } from './ids.ts';

const number = z.string().regex(PHONE_NUMBER, 'must be an E.164 number');

const schema = z.strictObject({
  /** URL of the user pool. */
  Issuer: z.string().regex(/^https?:\/\//, 'must be a URL'),
  ClientId: z.string().min(1),
  SipMediaApplicationId: z.string().regex(UUID, 'must be the id of a SIP media application'),
  /** What calls are placed from; none are when absent. */
  CallerId: number.optional(),
  NumberFlows: z.array(z.strictObject({ Number: number, Flow: z.string().min(1) })).default([]),
  /** Where the pages are; there are none when absent. */
  Site: z
    .string()
    .regex(/^https:\/\/[^/]+$/, 'must be a URL without a path')
    .optional(),
});

type Properties = z.output<typeof schema>;

/** What functions look up in the settings table, since it is known only now. `Ref` is the table. */
export function settings(writer: SettingsWriter, table: string): CustomResource {
  const write = async (properties: Properties) => {
    const { Issuer, ClientId, SipMediaApplicationId, CallerId, NumberFlows, Site } = properties;
    await writer.write({
      signIn: { issuer: Issuer, clientId: ClientId },
      numberFlows: Object.fromEntries(NumberFlows.map(({ Number: each, Flow }) => [each, Flow])),
      ...(CallerId !== undefined && {
        telephony: { sipMediaApplicationId: SipMediaApplicationId, callerId: CallerId },
      }),
      ...(Site !== undefined && { site: Site }),
    });
    return { id: table };
  };
  return defineResource({
    type: 'Custom::Settings',
    schema,
    ids: /./,
    create: write,
    update: (_id, properties) => write(properties),
    async delete() {
      try {
        await writer.clear();
      } catch (error) {
        if (!isNamed(error, 'ResourceNotFoundException')) throw error;
      }
    },
  });
}
