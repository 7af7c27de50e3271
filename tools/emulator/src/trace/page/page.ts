/** A call as one HTML file that needs nothing else: no network, no server, no other file. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CallRecord } from '../recorder.ts';
import { pageData } from './data.ts';
import { embedded } from './embed.ts';
import { linked, styles } from './link.ts';
import type { PriceList } from './prices.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export interface PageOptions {
  /** List prices of the service where they are left out. */
  prices?: PriceList;
}

/**
 * The page of a call: its ladder, findings, attributes, invocations and bill. Only the scripts and styles in this
 * folder run in it: its policy names them by their hashes, and what came from the call is data.
 */
export function tracePage(record: CallRecord, { prices }: PageOptions = {}): string {
  const style = styles();
  const script = linked();
  const parts: Readonly<Record<string, string>> = {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}" />`,
    style: `<style>${style}</style>`,
    data: `<script type="application/json" id="data">${embedded(pageData(record, prices))}</script>`,
    script: `<script type="module">${script}</script>`,
  };
  const template = readFileSync(new URL('page.html', import.meta.url), 'utf8');
  return template.replace(/<!-- (\w+) -->/g, (_comment, name: string) => parts[name] ?? '');
}

/** Nothing may be loaded, and nothing may run but these. */
function policy(style: string, script: string): string {
  const rules = ["default-src 'none'", `script-src ${hash(script)}`, `style-src ${hash(style)}`];
  return [...rules, "base-uri 'none'", "form-action 'none'"].join('; ');
}
