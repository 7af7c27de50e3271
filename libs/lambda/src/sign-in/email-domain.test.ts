import { expect, test } from '@jest/globals';
import cases from '../../fixtures/email-domains.json' with { type: 'json' };
import { emailDomainAllowed } from './email-domain.ts';

// Other implementations of the rule have the same cases.
test.each(cases)('$what', ({ email, domain, allowed }) => {
  expect(emailDomainAllowed(email, domain)).toBe(allowed);
});

test('a hostile address takes no time', () => {
  const startedAt = performance.now();
  expect(emailDomainAllowed(`someone@${'a-'.repeat(100_000)}`, 'example.com')).toBe(false);
  expect(emailDomainAllowed(`s@${'a-'.repeat(120)}!`, 'example.com')).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(100);
});
