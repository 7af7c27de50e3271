import { explore, type FlowUnderTest, printViolation } from '@patchbay/emulator';
import { createRouter, type ReportEntry } from '@patchbay/sma';
import { expect, jest, test } from '@jest/globals';
import { ivr, type IvrDeps } from '../src/flows/ivr/index.ts';
import { ownerOf } from '../src/flows/ivr/transcription-job.ts';
import { transcribed } from '../src/transcription-ended.ts';
import { dialGuard, PLENTY } from './dial-guard.ts';
import { CALLER, IVR } from './ivr-world.ts';

jest.setTimeout(120_000);

/** The IVR with all it does outside counted: calls back, transcriptions. */
const flow: FlowUnderTest = {
  name: 'ivr',
  starts: [
    { type: 'inbound', from: CALLER, to: IVR },
    { type: 'inbound', from: 'anonymous', to: IVR },
    { type: 'outbound', from: IVR, to: CALLER, arguments: { flow: 'ivr' } },
  ],
  keys: ['1', '2', '3', '4', '5', '6', '4255550188#', '911#', '9005550123#'],
  words: ['a pizza please', 'call me back'],
  updates: [{}, { job: 'nobodys', transcript: 'hello' }, { flow: 'other' }],
  open({ createCall, updateCall }) {
    const done = new Set<string>();
    const effects: { transactionId: string; effect: string }[] = [];
    const jobs = new Set<string>();
    const reports: ReportEntry[] = [];
    const deps: IvrDeps = {
      promptsBucket: 'prompts',
      recordingsBucket: 'recordings',
      bot: { aliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOT1234567/ALIAS12345', localeId: 'en_US' },
      mayDial: dialGuard({ limits: { perUser: { calls: 2, windowSeconds: 3_600 }, total: PLENTY } }).mayDial,
      voice: {
        createCall: ({ from, to, arguments: given }) =>
          Promise.resolve({ ok: true, ...createCall({ from, to, ...(given && { arguments: given }) }) }),
      },
      once: (transactionId, effect) => {
        const key = `${transactionId} ${effect}`;
        const first = !done.has(key);
        done.add(key);
        if (first) effects.push({ transactionId, effect });
        return Promise.resolve(first);
      },
      transcribe: ({ jobName }) => {
        const transactionId = ownerOf(jobName)?.transactionId ?? 'nobody';
        if (!jobs.has(jobName)) effects.push({ transactionId, effect: jobName });
        jobs.add(jobName);
        return Promise.resolve();
      },
    };
    /** The end of a transcription, as its own function tells it, perhaps of a call that has ended. */
    const end = async (transactionId: string, text?: string): Promise<void> => {
      const job = [...jobs].find((name) => ownerOf(name)?.transactionId === transactionId);
      const TranscriptionJobStatus = text === undefined ? 'FAILED' : 'COMPLETED';
      await transcribed(
        { detail: { TranscriptionJobName: job ?? 'nobodys', TranscriptionJobStatus } },
        {
          read: () => Promise.resolve(JSON.stringify({ results: { transcripts: [{ transcript: text }] } })),
          voice: {
            updateCall: ({ arguments: given }) => {
              try {
                updateCall(transactionId, given);
                return Promise.resolve({ ok: true, transactionId });
              } catch (cause) {
                return Promise.resolve({ ok: false, reason: 'not-found', message: 'the call has ended', cause });
              }
            },
          },
        },
      );
    };
    return {
      handler: createRouter<IvrDeps>({
        flows: [ivr],
        deps,
        flowFor: () => 'ivr',
        report: (entry) => reports.push(entry),
      }),
      bots: {
        respond: ({ said }) =>
          said.includes('pizza')
            ? { intent: { name: 'OrderPizza', state: 'ReadyForFulfillment' } }
            : { intent: { name: 'FallbackIntent', state: 'Failed' } },
      },
      effects: (transactionId) =>
        effects.filter((done) => done.transactionId === transactionId).map(({ effect }) => effect),
      errors: () =>
        reports
          .filter(({ code }) => code === 'handler-failed' || code === 'invalid-answer')
          .map(({ message }) => message),
      moves: {
        'the transcript is ready': (transactionId) => end(transactionId, 'Fish & chips < 5'),
        'the transcription fails': (transactionId) => end(transactionId),
      },
    };
  },
};

test('holds in 2,000 histories', async () => {
  const { histories, violations } = await explore({ flow, seed: 1 });
  expect(violations.map(printViolation)).toEqual([]);
  expect(histories).toBe(2_000);
});
