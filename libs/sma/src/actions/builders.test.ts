import { describe, expect, test } from '@jest/globals';
import { fixtures } from '../../test/fixtures.ts';
import { SmaError } from '../errors.ts';
import { ssml } from '../ssml.ts';
import { checkAction } from './check.ts';
import { hangup } from './hangup.ts';
import { speak } from './speak.ts';
import { speakAndGetDigits } from './speak-and-get-digits.ts';
import { actionTable, isActionType } from './table.ts';

interface Input {
  Type: string;
  Parameters?: Record<string, unknown>;
}

/** Calls a builder as JavaScript would, without types. */
function build({ Type, Parameters }: Input): unknown {
  if (!isActionType(Type)) throw new Error(`${Type} has no builder`);
  const builder = actionTable[Type].build as (parameters: unknown) => unknown;
  return builder(Parameters ?? {});
}

const inputs = (quality: string) =>
  fixtures(`actions/${quality}`).flatMap(({ file, name, input }) =>
    isActionType((input as Input).Type) && !Array.isArray((input as Input).Parameters)
      ? [{ file, name, input: input as Input }]
      : [],
  );

describe('every builder', () => {
  test.each(inputs('good').filter(({ file }) => file !== 'speak.unknown-key.json'))(
    'makes the action of $file, defaults added',
    ({ input }) => {
      expect(build(input)).toMatchObject({ Type: input.Type, Parameters: input.Parameters ?? {} });
    },
  );

  test.each(inputs('bad').filter(({ file }) => file !== 'speak.voice.json'))('refuses $file: $name', ({ input }) => {
    expect(() => build(input)).toThrow(expect.objectContaining({ code: 'invalid-action' }));
  });
});

describe('the message of a builder', () => {
  test('names action, field, rule and value', () => {
    expect(() => build({ Type: 'Pause', Parameters: { DurationInMilliseconds: 40 } })).toThrow(
      'Pause: DurationInMilliseconds must be from 100 to 30000: the service may refuse anything else (is 40)',
    );
  });

  test('names a key that is no parameter, and those there are', () => {
    expect(() => build({ Type: 'VoiceFocus', Parameters: { CallId: 'a', Enable: true, Enabled: true } })).toThrow(
      'VoiceFocus: Enabled is no parameter; there are CallId, Enable (is true)',
    );
  });

  test('names all that is wrong', () => {
    const error = caught(() => build({ Type: 'SendDigits', Parameters: { Digits: '' } }));

    expect(error.problems.map(({ path }) => path)).toEqual(['CallId', 'Digits']);
  });

  test('never shows a join token', () => {
    const error = caught(() => build({ Type: 'JoinChimeMeeting', Parameters: { JoinToken: 'x' } }));

    expect(error.problems[0]).toMatchObject({ path: 'JoinToken', value: 'hidden' });
    expect(checkAction([{ JoinToken: 'secret' }])[0]?.value).toBe('[{"JoinToken":"hidden"}]');
  });
});

describe('defaults and conveniences', () => {
  test('hangup without parameters clears normally', () => {
    expect(hangup()).toEqual({ Type: 'Hangup', Parameters: { SipResponseCode: '0' } });
  });

  test('undefined is the same as nothing', () => {
    const action = build({ Type: 'Pause', Parameters: { DurationInMilliseconds: 100, CallId: undefined } });

    expect(action).toStrictEqual({ Type: 'Pause', Parameters: { DurationInMilliseconds: 100 } });
  });

  test('a bridge rings for 30 s', () => {
    const Endpoints = [{ BridgeEndpointType: 'PSTN', Uri: '+12065550111' }];

    expect(build({ Type: 'CallAndBridge', Parameters: { CallerIdNumber: '+12065550100', Endpoints } })).toMatchObject({
      Parameters: { CallTimeoutSeconds: 30 },
    });
  });

  test('markup brings its text type', () => {
    expect(speak({ Text: ssml`One ${'<'} two` })).toEqual({
      Type: 'Speak',
      Parameters: { Text: '<speak>One &lt; two</speak>', TextType: 'ssml' },
    });
  });

  test('markup may be in both speeches of a prompt', () => {
    const { Parameters } = speakAndGetDigits({
      SpeechParameters: { Text: ssml`PIN?` },
      FailureSpeechParameters: { Text: 'Again, please.' },
      RepeatDurationInMilliseconds: 5000,
    });

    expect(Parameters).toMatchObject({
      SpeechParameters: { Text: '<speak>PIN?</speak>', TextType: 'ssml' },
      FailureSpeechParameters: { Text: 'Again, please.' },
    });
  });

  test('a voice that we have not heard of may be new', () => {
    expect(speak({ Text: 'Hello.', VoiceId: 'Hal' })).toMatchObject({ Parameters: { VoiceId: 'Hal' } });
  });
});

function caught(run: () => unknown): SmaError {
  try {
    run();
  } catch (error) {
    if (error instanceof SmaError) return error;
  }
  throw new Error('No SmaError was thrown');
}
