import { describe, expect, test } from '@jest/globals';
import { type Block, flowOf, say } from '../../../test/connect/contact-lab.ts';
import { parseContactFlow } from './parse.ts';

const parse = (text: string, given?: Record<string, string>) => parseContactFlow(text, 'flow.json', given);
const lambda = (parameters: Record<string, unknown> = {}): Block => ({
  type: 'InvokeLambdaFunction',
  parameters: { LambdaFunctionARN: 'arn', InvocationTimeLimitSeconds: '3', ...parameters },
  next: 'end',
  errors: { NoMatchingError: 'sorry' },
});

test('placeholders are filled in everywhere, whatever is in them', () => {
  const flow = parse(flowOf({ hello: say('${Greeting}, ${Name}.') }), { Greeting: 'Say "hi"', Name: '${Greeting}' });
  expect(flow.actions.get('hello')?.parameters).toEqual({ Text: 'Say "hi", ${Greeting}.' });
});

describe('is refused, with the place and what is allowed:', () => {
  test.each<[string, string, RegExp]>([
    ['what is not JSON', '{', /^flow.json is not JSON: /],
    ['a placeholder without a value', flowOf({ hello: say('${Name}') }), /\$\{Name\} has no value/],
    ['another version', flowOf({}, { Version: '2020-01-01' }), /Version: /],
    [
      'an action outside the subset',
      flowOf({ hello: say('Hi', 'queue'), queue: { type: 'TransferContactToQueue' } }),
      /Actions\[1\] "queue": TransferContactToQueue is not emulated. These are: UpdateFlowLoggingBehavior, Message/,
    ],
    ['a start that is no action', flowOf({}, { StartAction: 'nowhere' }), /StartAction: there is no action "nowhere"/],
    ['a way to nowhere', flowOf({ hello: say('Hi', 'nowhere') }), /Actions\[0\] "hello": leads to "nowhere"/],
    [
      'an error branch to nowhere',
      flowOf({ call: { ...lambda(), errors: { NoMatchingError: 'nowhere' } } }),
      /Actions\[0\] "call": leads to "nowhere"/,
    ],
    [
      'the same identifier twice',
      flowOf({}, { Actions: ['end', 'end'].map((Identifier) => ({ Identifier, Type: 'DisconnectParticipant' })) }),
      /Actions\[1\] "end": another action has the same Identifier/,
    ],
    [
      'an identifier that AWS refuses',
      flowOf({ 'a(b)': say('Hi') }),
      /Actions\[0\].Identifier: an Identifier has none/,
    ],
    [
      'an action that goes nowhere',
      flowOf({ hello: { type: 'MessageParticipant', parameters: { Text: 'Hi' } } }),
      /has no Transitions.NextAction/,
    ],
    [
      'something after the end',
      flowOf({ stop: { type: 'DisconnectParticipant', next: 'end' } }),
      /nothing comes after/,
    ],
    ['no error branch', flowOf({ call: { ...lambda(), errors: {} } }), /has no branch for the error NoMatchingError/],
    [
      'an error that it does not have',
      flowOf({ call: { ...lambda(), errors: { NoMatchingError: 'end', Timeout: 'end' } } }),
      /has no error "Timeout". Allowed: NoMatchingError/,
    ],
    ['a condition where there is none', flowOf({ hello: { ...say('Hi'), when: { '1': 'end' } } }), /has no Conditions/],
    [
      'a loop without its end',
      flowOf({ loop: { type: 'Loop', parameters: { LoopCount: '3' }, when: { ContinueLooping: 'end' } } }),
      /one condition for each of ContinueLooping, DoneLooping/,
    ],
    [
      'a loop for too long',
      flowOf({ loop: { type: 'Loop', parameters: { LoopCount: '101' } } }),
      /Parameters.LoopCount: is a whole number from 0 to 100/,
    ],
    [
      'a time limit beyond 8 s',
      flowOf({ call: lambda({ InvocationTimeLimitSeconds: '9' }) }),
      /InvocationTimeLimitSeconds: is a whole number from 1 to 8/,
    ],
    [
      'a function that nobody waits for',
      flowOf({ call: lambda({ InvocationType: 'ASYNCHRONOUS' }) }),
      /InvocationType: is SYNCHRONOUS/,
    ],
    [
      'a recorded prompt',
      flowOf({ hello: { ...say('Hi'), parameters: { PromptId: 'x' } } }),
      /Parameters.PromptId: is not emulated/,
    ],
    [
      'two prompts at once',
      flowOf({ hello: { ...say('Hi'), parameters: { Text: 'a', SSML: '<speak/>' } } }),
      /has either Text or SSML/,
    ],
    [
      'a comparison with a sentence',
      flowOf({
        is: {
          type: 'Compare',
          parameters: { ComparisonValue: 'x $.Attributes.a' },
          errors: { NoMatchingCondition: 'end' },
        },
      }),
      /is one reference such as/,
    ],
    [
      'the attributes of another contact',
      flowOf({
        set: {
          type: 'UpdateContactAttributes',
          parameters: { Attributes: {}, TargetContact: 'Related' },
          next: 'end',
          errors: { NoMatchingError: 'end' },
        },
      }),
      /TargetContact: is "Current"/,
    ],
  ])('%s', (_, text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  test('everything at once', () => {
    const text = flowOf({ hello: say('Hi', 'nowhere'), queue: { type: 'CreateTask' } });
    expect(() => parse(text)).toThrow(/CreateTask is not emulated[^]*leads to "nowhere"/);
  });
});
