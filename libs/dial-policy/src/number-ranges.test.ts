import { describe, expect, test } from '@jest/globals';
import { checkNumber } from './check-number.ts';
import { type CountryCode, defaultPolicy } from './policy.ts';
import type { RefusalReason } from './refusals.ts';

type Row = [number: string, expected: RefusalReason | 'allowed', what: string];

/** Ranges of the national numbering plans, in a deployment of that country. */
const plans: Partial<Record<CountryCode, Row[]>> = {
  US: [
    ['+12065550100', 'allowed', 'example number'],
    ['+13125550199', 'allowed', 'example number'],
    ['+12125551212', 'allowed', 'directory assistance'],
    ['+18005550199', 'allowed', 'toll-free'],
    ['+18882345678', 'allowed', 'toll-free'],
    ['+19002345678', 'premium-rate', 'area code 900'],
    ['+12069761234', 'premium-rate', 'exchange 976'],
    ['+15005550006', 'personal-number', 'follow-me 500'],
    ['+15225550100', 'personal-number', 'follow-me 522'],
    ['+17005551234', 'not-in-use', 'carrier services 700'],
    ['+12425551234', 'country-not-allowed', 'Bahamas'],
    ['+12462345678', 'country-not-allowed', 'Barbados'],
    ['+12642351234', 'country-not-allowed', 'Anguilla'],
    ['+12684601234', 'country-not-allowed', 'Antigua and Barbuda'],
    ['+12843401234', 'country-not-allowed', 'British Virgin Islands'],
    ['+13459231234', 'country-not-allowed', 'Cayman Islands'],
    ['+14413701234', 'country-not-allowed', 'Bermuda'],
    ['+14734031234', 'country-not-allowed', 'Grenada'],
    ['+16492311234', 'country-not-allowed', 'Turks and Caicos Islands'],
    ['+16644923456', 'country-not-allowed', 'Montserrat'],
    ['+17215205678', 'country-not-allowed', 'Sint Maarten'],
    ['+17582845678', 'country-not-allowed', 'Saint Lucia'],
    ['+17672251234', 'country-not-allowed', 'Dominica'],
    ['+17844301234', 'country-not-allowed', 'Saint Vincent and the Grenadines'],
    ['+18092345678', 'country-not-allowed', 'Dominican Republic'],
    ['+18292345678', 'country-not-allowed', 'Dominican Republic'],
    ['+18492345678', 'country-not-allowed', 'Dominican Republic'],
    ['+18682911234', 'country-not-allowed', 'Trinidad and Tobago'],
    ['+18697652917', 'country-not-allowed', 'Saint Kitts and Nevis'],
    ['+16582101234', 'country-not-allowed', 'Jamaica'],
    ['+18762101234', 'country-not-allowed', 'Jamaica'],
    ['+17872345678', 'country-not-allowed', 'Puerto Rico'],
    ['+13406421234', 'country-not-allowed', 'US Virgin Islands'],
    ['+16713001234', 'country-not-allowed', 'Guam'],
    ['+14165550123', 'country-not-allowed', 'Canada'],
    ['+5353123456', 'country-not-allowed', 'Cuba'],
  ],
  CA: [
    ['+16045550100', 'allowed', 'example number'],
    ['+14165550123', 'allowed', 'example number'],
    ['+18005550199', 'allowed', 'toll-free'],
    ['+14169761234', 'premium-rate', 'exchange 976'],
    ['+19002345678', 'premium-rate', 'area code 900'],
    ['+16002345678', 'satellite', 'non-geographic 600'],
    ['+16222345678', 'personal-number', 'follow-me 622'],
    ['+15005550006', 'personal-number', 'follow-me 500'],
    ['+12065550100', 'country-not-allowed', 'United States'],
  ],
  GB: [
    ['+442079460018', 'allowed', 'landline for drama'],
    ['+447700900123', 'allowed', 'mobile for drama'],
    ['+441632960123', 'allowed', 'no-area landline for drama'],
    ['+447400123456', 'allowed', 'mobile'],
    ['+445612345678', 'allowed', 'VoIP'],
    ['+443001234567', 'allowed', '03 at landline price'],
    ['+448001234567', 'allowed', 'toll-free'],
    ['+449098790000', 'premium-rate', '09'],
    ['+448719012345', 'premium-rate', '0871'],
    ['+448450123456', 'premium-rate', '0845'],
    ['+447012345678', 'personal-number', '070'],
    ['+447640123456', 'personal-number', 'pager'],
    ['+44999', 'emergency', '999'],
    ['118500', 'short-code', 'directory enquiries'],
    ['+447781123456', 'country-not-allowed', 'Guernsey'],
    ['+447797712345', 'country-not-allowed', 'Jersey'],
    ['+447624123456', 'country-not-allowed', 'Isle of Man'],
  ],
  DE: [
    ['+493012345678', 'allowed', 'Berlin'],
    ['+4915112345678', 'allowed', 'mobile'],
    ['+498001234567', 'allowed', 'toll-free'],
    ['+499001234567', 'premium-rate', '0900'],
    ['+491806123456', 'shared-cost', '0180'],
    ['+491371234567', 'shared-cost', '0137'],
    ['+4970012345678', 'personal-number', '0700'],
    ['110', 'emergency', 'police'],
    ['11833', 'short-code', 'directory enquiries'],
  ],
  FR: [
    ['+33123456789', 'allowed', 'Paris'],
    ['+33612345678', 'allowed', 'mobile'],
    ['+33912345678', 'allowed', 'VoIP'],
    ['+33801234567', 'allowed', 'toll-free'],
    ['+33899123456', 'premium-rate', '0899'],
    ['+33810123456', 'shared-cost', '0810'],
    ['3639', 'short-code', 'special number'],
    ['15', 'emergency', 'ambulance'],
    ['+594594101234', 'country-not-allowed', 'French Guiana'],
  ],
  AU: [
    ['+61212345678', 'allowed', 'Sydney'],
    ['+61491570006', 'allowed', 'mobile for drama'],
    ['+611800123456', 'allowed', 'toll-free'],
    ['+611900123456', 'premium-rate', '1900'],
    ['+611300123456', 'shared-cost', '1300'],
    ['+61131234', 'shared-cost', '13'],
    ['000', 'emergency', '000'],
  ],
  JP: [
    ['+81312345678', 'allowed', 'Tokyo'],
    ['+819012345678', 'allowed', 'mobile'],
    ['+815012345678', 'allowed', 'VoIP'],
    ['+81120123456', 'allowed', 'toll-free'],
    ['+81990123456', 'premium-rate', '0990'],
    ['+81570123456', 'shared-cost', '0570'],
    ['119', 'emergency', 'fire'],
  ],
  IN: [
    ['+914023456789', 'allowed', 'Hyderabad'],
    ['+919876543210', 'allowed', 'mobile'],
    ['+911800123456', 'allowed', 'toll-free'],
    ['+911861123456789', 'premium-rate', '186'],
    ['+911860 123 4567', 'shared-cost', '1860'],
    ['100', 'emergency', 'police'],
    ['1930', 'short-code', 'helpline'],
  ],
  BR: [
    ['+551123456789', 'allowed', 'São Paulo'],
    ['+5511912345678', 'allowed', 'mobile'],
    ['+55800123456', 'allowed', 'toll-free'],
    ['+55900123456', 'premium-rate', '0900'],
    ['+5540041234', 'shared-cost', '4004'],
    ['190', 'emergency', 'police'],
  ],
  IT: [
    ['+393123456789', 'allowed', 'mobile'],
    ['+39899123456', 'premium-rate', '899'],
    ['+3906698123', 'country-not-allowed', 'Vatican City'],
  ],
  ES: [
    ['+34612345678', 'allowed', 'mobile'],
    ['+34803123456', 'premium-rate', '803'],
    ['+34902123456', 'shared-cost', '902'],
  ],
  RU: [
    ['+79012345678', 'allowed', 'mobile'],
    ['+78091234567', 'premium-rate', '809'],
    ['+77012345678', 'country-not-allowed', 'Kazakhstan'],
  ],
  NL: [['+31900123456', 'premium-rate', '0900']],
  BE: [['+3290012345', 'premium-rate', '0900']],
  CH: [
    ['+41900123456', 'premium-rate', '0900'],
    ['+41840123456', 'shared-cost', '0840'],
    ['+41860123456789', 'personal-number', 'voicemail'],
  ],
  AT: [
    ['+43900123456', 'premium-rate', '0900'],
    ['+43810123456', 'shared-cost', '0810'],
  ],
  SE: [['+46900123456', 'premium-rate', '0900']],
  NO: [['+4782012345', 'premium-rate', '820']],
  DK: [['+4590123456', 'premium-rate', '90']],
  FI: [['+358600123456', 'premium-rate', '0600']],
  IE: [['+3531520123456', 'premium-rate', '1520']],
  PT: [
    ['+351760123456', 'premium-rate', '760'],
    ['+351707123456', 'shared-cost', '707'],
  ],
  PL: [
    ['+48701234567', 'premium-rate', '70'],
    ['+48801234567', 'shared-cost', '801'],
  ],
  IL: [['+9721900123456', 'premium-rate', '1900']],
  ZA: [['+27862123456', 'premium-rate', '0862']],
  NZ: [['+64900123456', 'premium-rate', '0900']],
  SG: [['+6519001234567', 'premium-rate', '1900']],
  HK: [['+85290012345678', 'premium-rate', '900']],
  AE: [['+971900234567', 'premium-rate', '900']],
  MX: [
    ['+525512345678', 'allowed', 'Mexico City'],
    ['+529001234567', 'premium-rate', '900'],
  ],
  AR: [['+546001234567', 'premium-rate', '0600']],
};

const rows = Object.entries(plans).flatMap(([country, plan]) => plan.map((row) => [country, ...row] as const));

describe('a deployment of a country', () => {
  test.each(rows)('%s: %s is %s (%s)', (country, number, expected) => {
    const decision = checkNumber(number, defaultPolicy(country as CountryCode));

    expect(decision.allowed ? 'allowed' : decision.reason).toBe(expected);
  });
});

describe('what belongs to no country is refused everywhere', () => {
  test.each<Row>([
    ['+870773123456', 'satellite', 'Inmarsat'],
    ['+8816123456789', 'satellite', 'Iridium'],
    ['+881812345678', 'satellite', 'Globalstar'],
    ['+88216123456', 'satellite', 'Thuraya'],
    ['+88213123456', 'satellite', 'global network'],
    ['+883510012345', 'satellite', 'iNum'],
    ['+979123456789', 'premium-rate', 'international premium rate'],
    ['+80812345678', 'shared-cost', 'international shared cost'],
    ['+80012345678', 'no-country', 'international freephone'],
    ['+878101234567890', 'no-country', 'universal personal number'],
    ['+888123456789', 'no-country', 'disaster relief'],
  ])('%s is %s (%s)', (number, reason) => {
    const decisions = (['US', 'GB', 'JP'] as const).map((country) => checkNumber(number, defaultPolicy(country)));

    expect(decisions.map((decision) => decision.allowed || decision.reason)).toEqual([reason, reason, reason]);
  });
});
