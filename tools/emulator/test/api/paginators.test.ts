import { paginateListAttendees } from '@aws-sdk/client-chime-sdk-meetings';
import {
  paginateListPhoneNumberOrders,
  paginateListPhoneNumbers,
  paginateListSipMediaApplications,
  paginateListSipRules,
  paginateListVoiceConnectorGroups,
  paginateListVoiceConnectors,
  paginateSearchAvailablePhoneNumbers,
} from '@aws-sdk/client-chime-sdk-voice';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startWorld, type World } from './world.ts';

const AREA = '+120655501';
let world: World;
let MeetingId: string;

beforeEach(async () => {
  world = await startWorld({ directory: { quotas: { voiceConnectorGroups: 9, voiceConnectorsPerRegion: 9 } } });
  MeetingId = await world.meeting();
  for (const index of [0, 1, 2, 3, 4]) {
    await world.rule(await world.number(`${AREA}0${index}`), await world.application());
    await world.group(await world.connector());
    await world.attendee(MeetingId, `user${index}`);
  }
});
afterEach(() => world.close());

const config = () => ({ client: world.voice, pageSize: 2 });

test.each([
  [
    'ListPhoneNumberOrders',
    () => paginateListPhoneNumberOrders(config(), {}),
    'PhoneNumberOrders',
    'PhoneNumberOrderId',
  ],
  ['ListPhoneNumbers', () => paginateListPhoneNumbers(config(), {}), 'PhoneNumbers', 'PhoneNumberId'],
  [
    'ListSipMediaApplications',
    () => paginateListSipMediaApplications(config(), {}),
    'SipMediaApplications',
    'SipMediaApplicationId',
  ],
  ['ListSipRules', () => paginateListSipRules(config(), {}), 'SipRules', 'SipRuleId'],
  ['ListVoiceConnectors', () => paginateListVoiceConnectors(config(), {}), 'VoiceConnectors', 'VoiceConnectorId'],
  [
    'ListVoiceConnectorGroups',
    () => paginateListVoiceConnectorGroups(config(), {}),
    'VoiceConnectorGroups',
    'VoiceConnectorGroupId',
  ],
  [
    'ListAttendees',
    () => paginateListAttendees({ client: world.meetings, pageSize: 2 }, { MeetingId }),
    'Attendees',
    'AttendeeId',
  ],
] as const)('%s gives five things in three pages, each once', async (_name, pages, list, id) => {
  const sizes: number[] = [];
  const seen = new Set<unknown>();
  for await (const page of pages()) {
    const items = Reflect.get(page, list) as Record<string, unknown>[];
    sizes.push(items.length);
    for (const item of items) seen.add(item[id]);
  }
  expect(sizes).toEqual([2, 2, 1]);
  expect(seen.size).toBe(5);
});

test('SearchAvailablePhoneNumbers pages through an area code', async () => {
  const sizes: number[] = [];
  const search = paginateSearchAvailablePhoneNumbers({ client: world.voice, pageSize: 40 }, { AreaCode: '206' });
  for await (const { E164PhoneNumbers = [] } of search) sizes.push(E164PhoneNumbers.length);
  expect(sizes).toEqual([40, 40, 15]);
});

test('a list that is emptied while it is paged through is emptied wholly', async () => {
  for await (const { Attendees = [] } of paginateListAttendees(
    { client: world.meetings, pageSize: 2 },
    { MeetingId },
  )) {
    for (const { AttendeeId } of Attendees) await world.meetings.deleteAttendee({ MeetingId, AttendeeId });
  }
  expect((await world.meetings.listAttendees({ MeetingId })).Attendees).toEqual([]);
});
