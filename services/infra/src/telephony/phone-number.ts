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
  /** CloudFormation keeps it by its `DeletionPolicy`, and takes another of that only along with another property. */
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
      if (id !== undefined) await giveBack(chime, id, work);
    },
  });
}

/** With a mark by which it is found again; what another search finds is another number. */
function nameOf({ Name, Retain: _retain, ...search }: PhoneNumberProperties, work: Work): string {
  const sorted = Object.entries(search).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${Name} ${work.mark('phone-number', ...sorted.flatMap(([key, value]) => [key, value ?? '']))}`;
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

/** A number is free some seconds after its rule is gone. */
const RELEASE = { forMs: 180_000 };

/** For seven days it can be restored; then it is anybody's. */
async function giveBack(chime: Chime, id: string, work: Work): Promise<void> {
  const acquired = await work.wait(`${id} to be acquired before it can be given back`, async () => {
    const number = await getNumber(chime, id);
    if (number === undefined || !isOurs(number)) return 'no';
    return number.Status === 'AcquireInProgress' ? undefined : 'yes';
  });
  if (acquired === 'no') return;
  let users = '';
  const free = async () => {
    const { Status, Associations = [] } = (await getNumber(chime, id)) ?? {};
    users = Associations.map(({ Name, Value }) => `${Name} ${Value}`).join(', ');
    return Status === 'Assigned' ? undefined : true;
  };
  await work.wait(() => `${id} to be free, which is in use by ${users || 'something that was deleted'}`, free, RELEASE);
  const command = new DeletePhoneNumberCommand({ PhoneNumberId: id });
  // What has used it may still count.
  await work.retry(['BadRequestException'], () => unlessGone(chime.numbers.send(command)), { forMs: 60_000 });
}
