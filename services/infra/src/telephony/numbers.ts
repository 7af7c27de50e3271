import { GetPhoneNumberCommand, ListPhoneNumbersCommand, type PhoneNumber } from '@aws-sdk/client-chime-sdk-voice';
import { findIn, unlessGone, type Chime } from './chime.ts';

/** Of the account's numbers; undefined when it is none of them. */
export async function getNumber({ numbers }: Chime, PhoneNumberId: string): Promise<PhoneNumber | undefined> {
  return (await unlessGone(numbers.send(new GetPhoneNumberCommand({ PhoneNumberId }))))?.PhoneNumber;
}

/** The number that was ordered under this name, unless it has been given back. */
export async function findNumber({ numbers }: Chime, name: string): Promise<string | undefined> {
  const page = async (NextToken: string | undefined) => {
    const answer = await numbers.send(new ListPhoneNumbersCommand({ MaxResults: 100, NextToken }));
    return { items: answer.PhoneNumbers, next: answer.NextToken };
  };
  return (await findIn(page, (number) => number.Name === name && isOurs(number)))?.E164PhoneNumber;
}

/** Deleted numbers are kept for seven days. */
export function isOurs({ Status, DeletionTimestamp }: PhoneNumber): boolean {
  return DeletionTimestamp === undefined && Status !== undefined && OURS.has(Status);
}

const OURS: ReadonlySet<string> = new Set(['AcquireInProgress', 'Unassigned', 'Assigned']);
