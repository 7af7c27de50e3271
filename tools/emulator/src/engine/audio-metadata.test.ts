import { expect, test } from '@jest/globals';
import { textMetadata, transcriptMetadata, wordsOf } from './audio-metadata.ts';

const body = new Uint8Array();

test.each(['Press 1', 'Für Deutsch 100 % richtig', '日本語', '[tone 500 Hz, 400 ms]'])('%j comes back', (text) => {
  expect(Object.values(textMetadata(text)).join('')).toMatch(/^[\x21-\x7e]*$/);
  expect(wordsOf({ body, metadata: textMetadata(text) })).toBe(text);
  expect(wordsOf({ body, metadata: transcriptMetadata(text) })).toBe(text);
});

test('the text of a prompt goes before a transcript', () => {
  expect(wordsOf({ body, metadata: { ...transcriptMetadata('said'), ...textMetadata('meant') } })).toBe('meant');
});

test.each([undefined, {}, { other: 'x' }, transcriptMetadata('')])('%j tells nothing', (metadata) => {
  expect(wordsOf({ body, ...(metadata && { metadata }) })).toBeUndefined();
});

test('metadata that is not encoded is taken as it is', () => {
  expect(wordsOf({ body, metadata: { 'patchbay-text': '100 % sure' } })).toBe('100 % sure');
});
