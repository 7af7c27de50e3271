import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDestination } from './check-destination.ts';
import { defaultPolicy } from './policy.ts';
import { refusalReasons } from './refusals.ts';
import type { VoiceConnectorDestination } from './voice-connectors.ts';

const ARN = 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4';
const list: VoiceConnectorDestination[] = [{ arn: ARN, users: ['+12065550150', '44*', 'reception', '+19005550100'] }];
const usa = defaultPolicy('US');

test.each([
  ['(206) 555-0150', { allowed: true, kind: 'voice-connector', arn: ARN, user: '+12065550150' }],
  ['4455', { allowed: true, kind: 'voice-connector', arn: ARN, user: '4455' }],
  ['reception', { allowed: true, kind: 'voice-connector', arn: ARN, user: 'reception' }],
  // The list is ours, and what it has does not go to the telephone network.
  ['900 555 0100', { allowed: true, kind: 'voice-connector', arn: ARN, user: '+19005550100' }],
  ['(206) 555-0151', { allowed: true, kind: 'pstn', number: '+12065550151', country: 'US' }],
  ['(442) 555-0188', { allowed: true, kind: 'pstn', number: '+14425550188', country: 'US' }],
  ['900 555 0101', { allowed: false, reason: 'premium-rate', message: 'Premium rate numbers are not allowed.' }],
])('%s', (typed, decision) => {
  expect(checkDestination(typed, usa, list)).toEqual(decision);
});

test.each([
  ['4455@evil.example.com', 'not-a-number'],
  ['44*', 'not-a-number'],
  ['..', 'not-a-number'],
  ['4455\r\nX-Evil: 1', 'not-a-number'],
  ['911', 'emergency'],
  ['+17035550122', 'meeting-number'],
  ['4'.repeat(1_000_000), 'not-a-number'],
])('%.30j is refused as %s', (typed, reason) => {
  expect(checkDestination(typed, usa, list)).toMatchObject({ allowed: false, reason });
});

test('whatever is written: a number in E.164, a user that CallAndBridge takes, or a reason from the closed set', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[0-9a-z+*%@;.\r\n -]{0,20}$/),
    fc.stringMatching(/^44[^ ]{0,20}$/),
  );
  const kinds = new Set<string>();
  fc.assert(
    fc.property(texts, fc.constantFrom(list, [{ arn: ARN, users: ['*'] }]), (typed, destinations) => {
      const decision = checkDestination(typed, usa, destinations);
      if (!decision.allowed) expect(refusalReasons).toContain(decision.reason);
      else if (decision.kind === 'pstn') expect(decision.number).toMatch(/^\+[1-9]\d{6,14}$/);
      else expect(decision.user).toMatch(/^[A-Za-z0-9+._-]{1,36}$/);
      kinds.add(decision.allowed ? decision.kind : 'refused');
    }),
    { seed: 20_260_103, numRuns: 3_000 },
  );
  expect([...kinds]).toEqual(expect.arrayContaining(['refused', 'voice-connector']));
});
