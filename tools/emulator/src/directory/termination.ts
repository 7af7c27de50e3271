import { isIPv4 } from 'node:net';
import type { Termination } from '@aws-sdk/client-chime-sdk-voice';
import { Refusal } from '../aws/refusal.ts';
import type { Wire } from '../aws/wire.ts';
import type { DirectoryContext } from './context.ts';
import { toE164 } from './lookup.ts';

/** Termination with defaults filled in: calls that a PBX sends to the Voice Connector. Throws BadRequest. */
export function requireTermination(context: DirectoryContext, termination: Wire<Termination>): Wire<Termination> {
  const { CpsLimit = 1, DefaultPhoneNumber, CallingRegions = [], CidrAllowedList = [], Disabled = false } = termination;
  const { cpsLimit } = context.quotas;
  if (CpsLimit > cpsLimit) throw bad(`CpsLimit ${CpsLimit} is above the quota of ${cpsLimit}`);
  if (CallingRegions.length === 0) throw bad('CallingRegions must name at least one country, such as US');
  const unknown = CallingRegions.find((country) => !/^[A-Z]{2}$/.test(country));
  if (unknown !== undefined)
    throw bad(`CallingRegions: ${unknown} is not a country's two letters (ISO 3166), such as US`);
  if (CidrAllowedList.length === 0) throw bad('CidrAllowedList must name at least one block of addresses');
  for (const cidr of CidrAllowedList) requireCidr(cidr);
  if (DefaultPhoneNumber !== undefined && !(toE164(DefaultPhoneNumber) in context.state().numbers)) {
    throw bad(`DefaultPhoneNumber ${DefaultPhoneNumber} is not a phone number of this account`);
  }
  return { CpsLimit, DefaultPhoneNumber, CallingRegions, CidrAllowedList, Disabled };
}

function requireCidr(cidr: string): void {
  const [address = '', bits = ''] = cidr.split('/');
  if (!isIPv4(address) || !/^\d+$/.test(bits))
    throw bad(`CidrAllowedList: ${cidr} is not an IPv4 block such as 203.0.113.8/32`);
  if (Number(bits) < 27 || Number(bits) > 32) throw bad(`CidrAllowedList: ${cidr} must be between /27 and /32`);
  if (isPrivate(address)) throw bad(`CidrAllowedList: ${cidr} is not public`);
}

function isPrivate(address: string): boolean {
  const [first = 0, second = 0] = address.split('.').map(Number);
  return (
    first === 10 ||
    first === 127 ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254)
  );
}

function bad(message: string): Refusal {
  return new Refusal('BadRequest', message);
}
