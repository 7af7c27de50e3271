import { decodePcm, type Sound } from './wav.ts';

const RATE = 8_000;

/** Speaks with Amazon Polly's neural voice Joanna, by the credentials and region of the environment. */
export async function speakWithPolly(text: string): Promise<Sound> {
  const { PollyClient, SynthesizeSpeechCommand } = await import('@aws-sdk/client-polly');
  const client = new PollyClient();
  try {
    const speech = {
      Engine: 'neural',
      VoiceId: 'Joanna',
      OutputFormat: 'pcm',
      SampleRate: String(RATE),
      Text: text,
    } as const;
    const { AudioStream } = await client.send(new SynthesizeSpeechCommand(speech));
    if (!AudioStream) throw new Error('Amazon Polly answered without sound.');
    return { rate: RATE, samples: decodePcm(Buffer.from(await AudioStream.transformToByteArray())) };
  } finally {
    client.destroy();
  }
}
