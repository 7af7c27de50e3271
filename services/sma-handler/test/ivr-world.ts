import { createEmulator, type Emulator, type EmulatorOptions } from '@patchbay/emulator';
import { createRouter, type ReportEntry, type Router } from '@patchbay/sma';
import { ivr, type IvrDeps } from '../src/flows/ivr/index.ts';
import { dialGuard } from './dial-guard.ts';
import { transcribed } from '../src/transcription-ended.ts';

export const IVR = '+12065550100';
export const CALLER = '+12065550123';
export const FRIEND = '+14255550188';

/** The IVR in this process, with stand-ins that remember what they were asked for. */
export interface IvrWorld {
  emulator: Emulator;
  router: Router;
  reports: ReportEntry[];
  /** Effects outside the call, each by its key; the same effect done twice is there twice. */
  effects: string[];
  jobs: string[];
  /** The end of a transcription, as EventBridge tells it. */
  transcriptionEnds(text?: string): Promise<unknown>;
}

export function ivrWorld(options: Partial<EmulatorOptions> & { deps?: Partial<IvrDeps> } = {}): IvrWorld {
  const effects: string[] = [];
  const done = new Set<string>();
  const jobs: string[] = [];
  const reports: ReportEntry[] = [];
  const deps: IvrDeps = {
    promptsBucket: 'prompts',
    recordingsBucket: 'recordings',
    mayDial: dialGuard().mayDial,
    bot: { aliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOT1234567/ALIAS12345', localeId: 'en_US' },
    voice: {
      createCall: (call) => {
        effects.push(`call ${call.to}`);
        const { transactionId } = emulator.engine.create(call);
        return Promise.resolve({ ok: true, transactionId });
      },
    },
    once: (transactionId, effect) => {
      const key = `${transactionId} ${effect}`;
      const first = !done.has(key);
      done.add(key);
      return Promise.resolve(first);
    },
    transcribe: ({ jobName }) => {
      if (!jobs.includes(jobName)) jobs.push(jobName);
      return Promise.resolve();
    },
    ...options.deps,
  };
  const router = createRouter<IvrDeps>({
    flows: [ivr],
    deps,
    flowFor: () => 'ivr',
    report: (entry) => reports.push(entry),
  });
  const emulator = createEmulator({
    handler: router,
    bots: {
      respond: ({ said }) =>
        /pizza/.test(said)
          ? { intent: { name: 'OrderPizza', state: 'ReadyForFulfillment' } }
          : { intent: { name: 'FallbackIntent', state: 'Failed' } },
    },
    ...options,
  });
  return {
    emulator,
    router,
    reports,
    effects,
    jobs,
    transcriptionEnds: (text) =>
      transcribed(
        {
          source: 'aws.transcribe',
          detail: {
            TranscriptionJobName: jobs.at(-1),
            TranscriptionJobStatus: text === undefined ? 'FAILED' : 'COMPLETED',
          },
        },
        {
          read: () => Promise.resolve(JSON.stringify({ results: { transcripts: [{ transcript: text }] } })),
          voice: {
            updateCall: (update) => {
              emulator.engine.update(update);
              return Promise.resolve({ ok: true, transactionId: update.transactionId });
            },
          },
        },
      ),
  };
}
