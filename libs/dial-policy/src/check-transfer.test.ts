import { expect, test } from '@jest/globals';
import { checkTransfer, type TransferRequest, type TransferRules } from './check-transfer.ts';
import { defaultPolicy } from './policy.ts';

const ARN = 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4';
const rules: TransferRules = {
  policy: defaultPolicy('US'),
  destinations: [{ arn: ARN, users: ['reception', '44*'] }],
  connectNumbers: ['+14255550182'],
};

test.each<[TransferRequest, object]>([
  [
    { targetType: 'pstn', target: '(206) 555-0150' },
    { targetType: 'pstn', target: '+12065550150' },
  ],
  [
    { targetType: 'connect', target: '+14255550182' },
    { targetType: 'connect', target: '+14255550182' },
  ],
  ...[{ voiceConnectorArn: ARN }, { voiceConnectorArn: '' }, {}].map((arn): [TransferRequest, object] => [
    { targetType: 'voice-connector', target: '4455', ...arn },
    { targetType: 'voice-connector', target: '4455', voiceConnectorArn: ARN },
  ]),
])('%j is allowed', (request, target) => {
  expect(checkTransfer(request, rules)).toEqual({ allowed: true, target });
});

test.each<[TransferRequest, string]>([
  [{}, 'unknown-target-type'],
  [{ targetType: 'constructor', target: '4455' }, 'unknown-target-type'],
  [{ targetType: 'pstn' }, 'not-a-number'],
  [{ targetType: 'pstn', target: '911' }, 'emergency'],
  [{ targetType: 'pstn', target: '4455' }, 'short-code'],
  [{ targetType: 'connect', target: '(425) 555-0182' }, 'unknown-number'],
  [{ targetType: 'voice-connector', target: '44 55' }, 'not-a-sip-user'],
  [{ targetType: 'voice-connector', target: 'nobody' }, 'unknown-sip-user'],
  [{ targetType: 'voice-connector', target: '4455', voiceConnectorArn: `${ARN}x` }, 'unknown-voice-connector'],
])('%j is refused as %s', (request, reason) => {
  expect(checkTransfer(request, rules)).toEqual({ allowed: false, reason });
});
