import { DeletePhoneNumberCommand } from '@aws-sdk/client-chime-sdk-voice';
import { defineResource, flag, ResourceError, type CustomResource, type Work } from '@patchbay/custom-resource';
import * as z from 'zod';
import { unlessGone, type Chime } from './chime.ts';
import { PHONE_NUMBER } from './ids.ts';
import { findNumber, getNumber, isOurs } from './numbers.ts';
import { orderNumber } from './order-number.ts';

const schema = z.strictObject({
  Name: z.string().regex(/^[a-zA-Z0-9,._-]{1,200}$/, 'must be 1 to 200 letters, digits, commas, _, . and -'),
  ProductType: z.enum(['SipMediaApplicationDialIn', 'VoiceConnector']),
  Country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country code such as US')
    .default('US'),
  PhoneNumberType: z.enum(['Local', 'TollFree']).optional(),
  AreaCode: z
    .string()
    .regex(/^[2-9]\d{2}$/, 'must be an area code such as 206')
    .optional(),
  City: z.string().optional(),
  State: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two letters such as WA')
    .optional(),
  TollFreePrefix: z
    .string()
    .regex(/^8(33|44|55|66|77|88)$/, 'must be 833, 844, 855, 866, 877 or 888; Amazon has no 800 numbers to order')
    .optional(),
  /** Whether it stays in the account when this resource goes. */
  Retain: flag.default(false),
});

export type PhoneNumberProperties = z.output<typeof schema>;

/** A number that is ordered. `Ref` is the number, in E.164. What is looked for does not change afterwards: then it is another. */
export function phoneNumber(chime: Chime): CustomResource {
  const create = async (properties: PhoneNumberProperties, work: Work) => {
    const name = nameOf(properties, work);
    const id = await work.makeOnce({
      find: () => findNumber(chime, name),
      make: () => orderNumber(chime, name, properties, work),
    });
    await settled(chime, id, work);
    return { id };
  };
  return defineResource({
    type: 'Custom::PhoneNumber',
    schema,
    ids: PHONE_NUMBER,
    create,
    update: async (id, properties, before, work) =>
      before === undefined || nameOf(before, work) !== nameOf(properties, work) ? create(properties, work) : { id },
    async delete(known, properties, work) {
      const id = known ?? (await findNumber(chime, nameOf(properties, work)));
      // What nobody was told of is not what was to be kept.
      if (id !== undefined && !(known !== undefined && properties.Retain)) await giveBack(chime, id, work);
    },
  });
}

/** With a mark by which it is found again; what another search finds is another number. */
function nameOf({ Name, Retain: _retain, ...search }: PhoneNumberProperties, work: Work): string {
  const sorted = Object.entries(search).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${Name} ${work.mark('phone-number', ...sorted.flat())}`;
}

/** An earlier attempt may have ordered it and not waited. */
async function settled(chime: Chime, id: string, work: Work): Promise<void> {
  await work.wait(`${id} to be acquired`, async () => {
    const number = await getNumber(chime, id);
    if (number === undefined || !isOurs(number))
      throw new ResourceError(`${id} was ordered, and is not in the account`);
    return number.Status === 'AcquireInProgress' ? undefined : true;
  });
}

/** For seven days it can be restored; then it is anybody's. */
async function giveBack(chime: Chime, id: string, work: Work): Promise<void> {
  const free = await work.wait(`${id} to be free`, async () => {
    const number = await getNumber(chime, id);
    if (number === undefined || !isOurs(number)) return 'gone';
    return number.Status === 'Unassigned' ? 'unassigned' : undefined;
  });
  if (free === 'gone') return;
  const command = new DeletePhoneNumberCommand({ PhoneNumberId: id });
  // What has used it may still count.
  await work.retry(['BadRequestException'], () => unlessGone(chime.numbers.send(command)), { forMs: 60_000 });
}
