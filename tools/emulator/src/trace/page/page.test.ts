import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { bridgedCall, CALLER, entry, event, invocation, recordOf, started } from '../../../test/sample-call.ts';
import type { CallRecord } from '../recorder.ts';
import { pageData } from './data.ts';
import { tracePage } from './page.ts';

const HOSTILE =
  '</script><script>alert(1)</script><!--<img src=x onerror=alert(1)> $& $1 \u2028\u2029 \u202e {{data}} &lt;';

/** Everything that a call can say, said by somebody who means harm. */
const hostile = (): CallRecord =>
  recordOf(
    started(),
    entry(1, {
      type: 'leg',
      ...CALLER,
      from: HOSTILE,
      to: HOSTILE,
      state: 'connected',
      sipHeaders: { 'X-h': HOSTILE },
    }),
    entry(2, { type: 'heard', callId: 'a1', by: HOSTILE, text: HOSTILE, sound: 'speech' }),
    entry(3, { type: 'attributes', attributes: { [HOSTILE]: HOSTILE } }),
    entry(4, {
      ...invocation(event(1, { InvocationEventType: 'NEW_INBOUND_CALL' })),
      ...{ response: HOSTILE, outcome: 'failed', error: HOSTILE, logs: [HOSTILE] },
    }),
    entry(5, { type: 'diagnostic', code: 'function-error', level: 'error', message: HOSTILE }),
    entry(6, { type: 'call-ended', reason: HOSTILE }),
  );

const between = (page: string, start: string, end: string): string =>
  page.slice(page.indexOf(start) + start.length).split(end)[0] ?? '';
const dataOf = (page: string): string => between(page, '<script type="application/json" id="data">', '</script>');

describe('what came from the call', () => {
  const page = tracePage(hostile());

  test('can not end its element, begin a comment or be markup', () => {
    expect(dataOf(page)).not.toMatch(/[<>&\u2028\u2029]/);
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toContain('<img');
  });

  test('is the same when it is parsed', () => {
    const parsed: unknown = JSON.parse(dataOf(page));
    expect(parsed).toEqual(JSON.parse(JSON.stringify(pageData(hostile()))));
    expect(parsed).toMatchObject({ ended: HOSTILE, attributes: [{ key: HOSTILE }] });
  });

  test('stands nowhere else', () => {
    expect(page.replace(dataOf(page), '')).toBe(tracePage(bridgedCall()).replace(dataOf(tracePage(bridgedCall())), ''));
  });
});

describe('the file', () => {
  const page = tracePage(bridgedCall());

  test('refers to nothing outside of it', () => {
    expect(page.replace(dataOf(page), '')).not.toMatch(/\b(src|href)="(?!#)|@import|url\(|https?:|\bimport\b|fetch\(/);
  });

  test('lets only its own style and script in, by their hashes', () => {
    const policy = between(page, 'http-equiv="Content-Security-Policy" content="', '"');
    const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${sha(between(page, '<script type="module">', '</script>'))}`,
      `style-src ${sha(between(page, '<style>', '</style>'))}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  test('makes no markup of text, and has no place that is left to fill', () => {
    expect(page).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/);
    expect(page).not.toMatch(/<!--|\bexport\b/);
  });

  test('is small: most of it is the call', () => {
    expect(page.length - dataOf(page).length).toBeLessThan(64_000);
  });

  test('of a long call is bounded too', () => {
    const { entries, ...call } = bridgedCall();
    const long = Array.from({ length: 10_000 / entries.length }, () => entries).flat();
    expect(tracePage({ ...call, entries: long }).length).toBeLessThan(8_000_000);
  });

  test('of the same call is the same', () => {
    expect(tracePage(bridgedCall())).toBe(page);
  });
});
