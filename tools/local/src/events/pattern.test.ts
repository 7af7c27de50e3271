import { describe, expect, test } from '@jest/globals';
import { LocalError } from '../errors.ts';
import { compilePattern } from './pattern.ts';

const event = {
  source: 'aws.chime',
  'detail-type': 'Chime Meeting State Change',
  resources: ['arn:a', 'arn:b'],
  detail: {
    eventType: 'chime:AttendeeLeft',
    attempts: 3,
    externalUserId: null,
    names: [],
    media: { region: 'us-east-1' },
  },
};

describe('what fits', () => {
  test.each<[string, object]>([
    ['an exact value', { source: ['aws.chime'] }],
    ['one of several', { source: ['aws.s3', 'aws.chime'] }],
    ['every field', { source: ['aws.chime'], detail: { attempts: [3] } }],
    ['an element of a list', { resources: ['arn:b'] }],
    ['null', { detail: { externalUserId: [null] } }],
    ['prefix', { detail: { eventType: [{ prefix: 'chime:Attendee' }] } }],
    ['prefix in any case', { detail: { eventType: [{ prefix: { 'equals-ignore-case': 'CHIME:' } }] } }],
    ['suffix', { detail: { eventType: [{ suffix: 'Left' }] } }],
    ['equals-ignore-case', { source: [{ 'equals-ignore-case': 'AWS.Chime' }] }],
    ['wildcard', { detail: { eventType: [{ wildcard: 'chime:*Le*t' }] } }],
    ['exists', { detail: { attempts: [{ exists: true }] } }],
    ['not exists', { detail: { meetingId: [{ exists: false }] } }],
    ['not exists below what is missing', { extra: { deep: [{ exists: false }] } }],
    ['not exists for an empty list', { detail: { names: [{ exists: false }] } }],
    ['not exists for an object', { detail: { media: [{ exists: false }] } }],
    ['anything-but a value', { source: [{ 'anything-but': 'aws.s3' }] }],
    ['anything-but a list', { detail: { attempts: [{ 'anything-but': [1, 2] }] } }],
    ['anything-but a prefix', { source: [{ 'anything-but': { prefix: 'aws.s' } }] }],
    ['numeric', { detail: { attempts: [{ numeric: ['>', 2, '<=', 3] }] } }],
    ['$or', { $or: [{ source: ['aws.s3'] }, { detail: { media: { region: ['us-east-1'] } } }] }],
  ])('%s', (_name, pattern) => {
    expect(compilePattern(pattern)(event)).toBe(true);
  });
});

describe('what does not fit', () => {
  test.each<[string, object]>([
    ['another value', { source: ['aws.s3'] }],
    ['one field of two', { source: ['aws.chime'], detail: { attempts: [4] } }],
    ['a number as text', { detail: { attempts: ['3'] } }],
    ['a missing field', { detail: { meetingId: ['m'] } }],
    ['a missing field with anything-but', { detail: { meetingId: [{ 'anything-but': 'm' }] } }],
    ['an inherited field', { detail: { toString: [{ exists: true }] } }],
    ['another prefix', { source: [{ prefix: 'chime' }] }],
    ['a dot in a wildcard is a dot', { source: [{ wildcard: 'aws?chime' }] }],
    ['anything-but what is there', { source: [{ 'anything-but': ['aws.s3', 'aws.chime'] }] }],
    ['numeric out of range', { detail: { attempts: [{ numeric: ['<', 3] }] } }],
    ['no branch of $or', { $or: [{ source: ['a'] }, { source: ['b'] }] }],
  ])('%s', (_name, pattern) => {
    expect(compilePattern(pattern)(event)).toBe(false);
  });
});

test.each<[unknown, string]>([
  [{}, 'pattern: an object with at least one field'],
  [{ source: 'aws.s3' }, 'pattern.source: an object'],
  [{ source: [] }, 'pattern.source: an empty list'],
  [{ detail: { ip: [{ cidr: '10.0.0.0/24' }] } }, 'pattern.detail.ip[0]: {"cidr":"10.0.0.0/24"} is not one of prefix'],
  [{ source: [{ prefix: 3 }] }, 'pattern.source[0].prefix: a text is needed, not 3'],
  [{ n: [{ numeric: ['~', 3] }] }, 'pattern.n[0].numeric: ["~",3] is not a comparison'],
  [{ n: [['nested']] }, 'pattern.n[0]: ["nested"] is neither'],
  [{ $or: [{ a: ['b'] }] }, 'pattern.$or: a list of at least two'],
  [{ n: [{ exists: 'yes' }] }, 'exists takes true or false'],
])('%j is refused, and the place is named', (pattern, message) => {
  expect(() => compilePattern(pattern)).toThrow(LocalError);
  expect(() => compilePattern(pattern)).toThrow(message);
});
