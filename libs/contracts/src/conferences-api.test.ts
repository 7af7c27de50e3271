import { expect, test } from '@jest/globals';
import { actionRequest } from './conferences-api.ts';

test.each([
  { action: 'mute' },
  { action: 'play', prompt: 'announcement' },
  { action: 'speak', text: 'Hello.' },
  { action: 'speak', text: 'x'.repeat(500) },
])('%j can be asked for', (body) => {
  expect(actionRequest.parse(body)).toEqual(body);
});

test.each([
  [null, '', 'must be a JSON object'],
  [[], '', 'must be a JSON object'],
  ['mute', '', 'must be a JSON object'],
  [{}, 'action', 'must be one of admit, disconnect, hold, mute, play, resume, speak, unmute'],
  [{ action: 'Mute' }, 'action', 'must be one of admit, disconnect, hold, mute, play, resume, speak, unmute'],
  [{ action: 7 }, 'action', 'must be one of admit, disconnect, hold, mute, play, resume, speak, unmute'],
  [{ action: 'mute', text: 'x' }, '', 'must not have other fields'],
  [{ action: 'play' }, 'prompt', 'must be one of announcement, please-wait, thank-you'],
  [{ action: 'play', prompt: '../x' }, 'prompt', 'must be one of announcement, please-wait, thank-you'],
  [{ action: 'speak' }, 'text', 'must be a text of 1 to 500 characters'],
  [{ action: 'speak', text: '' }, 'text', 'must be a text of 1 to 500 characters'],
  [{ action: 'speak', text: 7 }, 'text', 'must be a text of 1 to 500 characters'],
  [{ action: 'speak', text: 'x'.repeat(501) }, 'text', 'must be a text of 1 to 500 characters'],
])('%j is refused at "%s"', (body, path, message) => {
  const { error } = actionRequest.safeParse(body);
  expect(error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toEqual([[path, message]]);
});
