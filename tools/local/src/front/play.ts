import { Agent } from 'node:http';
import * as z from 'zod';
import { LocalError } from '../errors.ts';
import { post } from '../http/post.ts';

export interface Played {
  /** The ladders of all calls that the caller was in. */
  ladders: string[];
  problems: string[];
}

export interface CallToPlay {
  number: string;
  from: string;
  /** YAML. */
  script: string;
  /** The script's file, for messages. */
  name: string;
  /** Call time for all steps. */
  timeoutMs: number;
}

const problem = z.object({ detail: z.string() });
const playedScript = z.object({ transactionIds: z.array(z.string()), problem: z.string().optional() });
const callJson = z.object({
  diagnostics: z.array(z.object({ code: z.string(), level: z.string(), message: z.string() })),
});

/**
 * Places a scripted call by the control plane of the emulator at `url`, and waits until it has ended.
 * @throws {LocalError} no emulator answers there, or it refuses the script
 */
export async function play(url: string, call: CallToPlay): Promise<Played> {
  const control = `${url}/_patchbay`;
  const { transactionIds, problem: notAsScripted } = playedScript.parse(await send(`${control}/scripts`, call));
  const { ladders, problems } = await laddersOf(url, transactionIds);
  const own = notAsScripted === undefined ? [] : [`${call.name}: ${notAsScripted}`];
  return { ladders, problems: [...own, ...problems] };
}

/** Calls as the emulator at `url` saw them; its errors are problems. */
export async function laddersOf(url: string, transactionIds: readonly string[]): Promise<Played> {
  const control = `${url}/_patchbay`;
  const ladders: string[] = [];
  const problems: string[] = [];
  for (const id of transactionIds) {
    ladders.push(await (await fetch(`${control}/calls/${id}?format=ladder`)).text());
    const { diagnostics } = callJson.parse(await (await fetch(`${control}/calls/${id}`)).json());
    const errors = diagnostics.filter(({ level }) => level === 'error');
    problems.push(...errors.map(({ code, message }) => `${id}: ${code}: ${message}`));
  }
  return { ladders, problems };
}

/** `fetch` would give up after five minutes, which a call on real time may take. */
async function send(url: string, body: object): Promise<unknown> {
  const agent = new Agent();
  try {
    const answer = await post(url, JSON.stringify(body), { 'content-type': 'application/json' }, agent);
    const content: unknown = JSON.parse(answer.body.toString());
    if (answer.status === 200) return content;
    throw new LocalError(
      'CONFIGURATION',
      problem.safeParse(content).data?.detail ?? `The emulator answered ${answer.status}.`,
    );
  } catch (error) {
    if (error instanceof Error && !(error instanceof LocalError) && 'code' in error) {
      const message = `No emulator answers at ${new URL(url).origin}: ${String(error.code)}`;
      throw new LocalError('CONFIGURATION', message, { cause: error });
    }
    throw error;
  } finally {
    agent.destroy();
  }
}
