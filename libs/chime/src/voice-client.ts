/** The only file that loads the SDK of Chime voice; it is imported when the first call is made, not at cold start. */
import {
  ChimeSDKVoiceClient,
  CreateSipMediaApplicationCallCommand,
  UpdateSipMediaApplicationCallCommand,
  type ChimeSDKVoiceClientConfig,
  type CreateSipMediaApplicationCallCommandInput,
  type UpdateSipMediaApplicationCallCommandInput,
} from '@aws-sdk/client-chime-sdk-voice';

type Sent = Promise<{ SipMediaApplicationCall?: { TransactionId?: string | undefined } | undefined }>;

export interface VoiceClient {
  create(input: CreateSipMediaApplicationCallCommandInput, abortSignal: AbortSignal): Sent;
  update(input: UpdateSipMediaApplicationCallCommandInput, abortSignal: AbortSignal): Sent;
}

export function createVoiceClient(config: ChimeSDKVoiceClientConfig): VoiceClient {
  // A lost answer may mean that the phone is ringing already, so a call is never asked for twice.
  const once = new ChimeSDKVoiceClient({ ...config, maxAttempts: 1 });
  const twice = new ChimeSDKVoiceClient({ ...config, maxAttempts: 2 });
  return {
    create: (input, abortSignal) => once.send(new CreateSipMediaApplicationCallCommand(input), { abortSignal }),
    update: (input, abortSignal) => twice.send(new UpdateSipMediaApplicationCallCommand(input), { abortSignal }),
  };
}
