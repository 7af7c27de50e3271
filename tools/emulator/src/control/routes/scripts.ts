import * as z from 'zod';
import { InputError } from '../../errors.ts';
import { parseScript } from '../../script/parse.ts';
import { placeScriptedCall, runSettings } from '../../script/place-call.ts';
import type { Script } from '../../script/script.ts';
import { ControlError } from '../errors.ts';
import { route } from '../route.ts';

const e164 = z.string().regex(/^\+[1-9]\d{1,14}$/, 'must be an E.164 number such as +12065550100');

export const scriptRoutes = [
  route({
    method: 'POST',
    path: '/scripts',
    summary: 'Places a call and plays the steps of a script in it; the answer comes when all of it has ended',
    answers: 'The calls that the caller was in, in order, and what did not go as scripted.',
    body: z.strictObject({
      number: e164,
      from: e164,
      script: z.string().max(100_000).describe('YAML'),
      name: z.string().max(500).exactOptional().describe("The script's file, for messages"),
      timeoutMs: z.int().min(1).max(86_400_000).exactOptional().describe('Call time for all steps; 5 minutes'),
    }),
    handle: ({ emulator }, { body: { script, name, ...call } }) =>
      placeScriptedCall(emulator, { ...call, script: playable(script, name ?? 'script') }),
  }),
];

function playable(source: string, name: string): Script {
  const script = parsed(source, name);
  const setting = runSettings.find((key) => key in script);
  if (setting === undefined) return script;
  throw new ControlError(
    400,
    `${name}: "${setting}" is set when an emulator starts; it does not go with one that runs.`,
  );
}

function parsed(source: string, name: string): Script {
  try {
    return parseScript(source, name);
  } catch (error) {
    if (error instanceof InputError) throw new ControlError(400, error.message);
    throw error;
  }
}
