import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axe from 'axe-core';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CallRecord } from '../src/trace/recorder.ts';
import { tracePage } from '../src/trace/page/page.ts';
import { type Browser, findChromium, launch, type Page } from './support/browser.ts';
import { bridgedCall, CALLER, entry, event, invocation } from './sample-call.ts';

// Starting a browser takes as long as the machine is busy.
jest.setTimeout(120_000);

const screens = fileURLToPath(new URL('../.screens/', import.meta.url));
const chromium = findChromium();
const HOSTILE = '</script><img src="https://example.com/x" onerror="document.title = 1"> \u202eשלום';

/** The sample call, and in its last second everything that somebody who means harm can say. */
function callWithHarm(): CallRecord {
  const { entries, ...record } = bridgedCall();
  const said = [
    entry(59_000, { type: 'heard', callId: 'a1', by: HOSTILE, text: HOSTILE, sound: 'speech' }),
    entry(59_000, { type: 'attributes', attributes: { [HOSTILE]: HOSTILE, step: 'end' } }),
    entry(59_000, {
      ...invocation(event(5, { InvocationEventType: 'RINGING' })),
      ...{ outcome: 'failed', error: HOSTILE, logs: [HOSTILE, 'second line'], response: { [HOSTILE]: [HOSTILE] } },
    }),
    entry(59_000, { type: 'diagnostic', code: 'function-error', level: 'error', message: HOSTILE }),
    entry(59_500, { type: 'leg', ...CALLER, to: HOSTILE, state: 'disconnected', sipCode: 0 }),
  ];
  return { ...record, entries: [...entries.slice(0, -2), ...said, ...entries.slice(-1)] };
}

/** A call of 10,000 entries: the sample call again and again. */
function longCall(): CallRecord {
  const { entries, ...record } = bridgedCall();
  const times = Math.ceil(10_000 / entries.length);
  const again = (round: number) => entries.map((each) => ({ ...each, at: each.at + round * 60_000 }));
  return { ...record, entries: Array.from({ length: times }, (_, round) => again(round)).flat() };
}

test('where every check has to run there is a browser', () => {
  const required = process.env['CI'] === 'true';
  expect(required ? chromium : 'not required').toBeDefined();
});

(chromium === undefined ? describe.skip : describe)('the page in a browser', () => {
  let browser: Browser;
  let folder: string;
  const problems: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
    mkdirSync(screens, { recursive: true });
    browser = await launch(chromium ?? '');
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the page of a call from disk, and notes whatever it complains of or asks the network for. */
  async function open(record: CallRecord, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const url = pathToFileURL(join(folder, 'call.html')).href;
    writeFileSync(new URL(url), tracePage(record));
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    problems.length = 0;
    page.on('console', (message) => problems.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== url) problems.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    return page;
  }

  const openEverything = (page: Page) =>
    page.evaluate(
      `document.querySelectorAll('.step').forEach((step) => step.click());
       document.querySelectorAll('.invocations > li > details').forEach((each) => (each.open = true));`,
    );

  /** For people to look at. On a busy machine Chromium may say that it can not take one. */
  async function picture(page: Page, name: string): Promise<void> {
    const take = () => page.screenshot({ path: join(screens, name), fullPage: true, timeout: 60_000 });
    await take().catch(take).catch(take);
  }

  async function violations(page: Page): Promise<unknown> {
    await page.evaluate(axe.source);
    const { violations: found } = await page.evaluate<axe.AxeResults>('axe.run()');
    return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  }

  describe.each([
    ['desk', 1280, 900],
    ['telephone', 320, 640],
  ] as const)('%s', (size, width, height) => {
    test.each(['light', 'dark'] as const)(
      '%s: no complaint, no request, nothing that shuts anybody out',
      async (scheme) => {
        const page = await open(callWithHarm(), { viewport: { width, height }, colorScheme: scheme });
        await picture(page, `${size}-${scheme}.png`);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        expect(await violations(page)).toEqual([]);
        await openEverything(page);
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        await picture(page, `${size}-${scheme}-open.png`);
        expect(problems).toEqual([]);
        await page.close();
      },
    );
  });

  test('what came from the call is text', async () => {
    const page = await open(callWithHarm());
    await openEverything(page);
    expect(await page.title()).toBe('+14155550123 to +12065550100 – Patchbay');
    expect(await page.locator('img, a[href^="http"], iframe').count()).toBe(0);
    expect(await page.locator('#ladder .heard', { hasText: 'onerror' }).textContent()).toContain('\\u{202e}');
    expect(problems).toEqual([]);
    await page.close();
  });

  test('by keyboard: skip link, one stop for the ladder, arrows, Enter, Escape', async () => {
    const page = await open(bridgedCall());
    const focused = () => page.evaluate('document.activeElement.closest("[id]").id');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the ladder');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('step-0');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('step-2');
    await page.keyboard.press('Enter');
    expect(await page.locator('#step-2 .detail h3').textContent()).toBe('Event');
    expect(await page.locator('#step-2 .json-body').textContent()).toContain('NEW_INBOUND_CALL');
    await page.keyboard.press('Escape');
    expect(await page.locator('.detail').count()).toBe(0);
    await page.keyboard.press('End');
    expect(await focused()).toBe('step-25');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('step-25');
    await page.close();
  });

  test('a finding leads to its step; times and colours can be chosen; JSON can be folded and copied', async () => {
    const page = await open(bridgedCall());
    await page.locator('#findings a').first().click();
    expect(await page.evaluate('document.activeElement.parentElement.id')).toBe('step-23');
    expect(await page.locator('#step-23 time').innerText()).toBe('12.500');
    await page.getByRole('button', { name: 'UTC' }).click();
    expect(await page.locator('#step-0 time').innerText()).toBe('07:06:40.000');
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 23, 28)');
    await page.locator('#step-10 button.step').click();
    const members = page.locator('#step-10 .members').first();
    expect(await members.isVisible()).toBe(true);
    await page.locator('#step-10 summary').first().click();
    expect(await members.isVisible()).toBe(false);
    await page.locator('#step-10 .copy').click();
    await page.locator('#step-10 .copy', { hasText: 'Copied' }).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  test('a call of 10,000 entries: only a part is drawn, and every step can be reached', async () => {
    const page = await open(longCall());
    expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(15_000);
    await page.evaluate('location.hash = "#step-9000"');
    await page.locator('#step-9000').waitFor();
    expect(await page.evaluate('document.activeElement.parentElement.id')).toBe('step-9000');
    expect(problems).toEqual([]);
    await page.close();
  });

  test('on paper: light, without what can only be clicked', async () => {
    const page = await open(bridgedCall(), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(251, 251, 250)');
    expect(await page.locator('.tools').isVisible()).toBe(false);
    await page.pdf({ path: join(screens, 'paper.pdf'), printBackground: true });
    expect(problems).toEqual([]);
    await page.close();
  });
});
