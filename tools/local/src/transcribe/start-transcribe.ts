import { startJsonService } from '../http/json-service.ts';
import type { Listening } from '../http/listen.ts';
import { Transcriber, type TranscriberOptions } from './transcriber.ts';

export interface TranscribeOptions extends TranscriberOptions {
  port?: number;
}

/** Serves the transcription jobs of `Transcriber` to SDK clients. */
export async function startTranscribe({ port, ...options }: TranscribeOptions): Promise<Listening> {
  const transcriber = new Transcriber(options);
  const server = await startJsonService({
    targetPrefix: 'Transcribe',
    validationError: 'BadRequestException',
    operations: {
      StartTranscriptionJob: transcriber.start,
      GetTranscriptionJob: transcriber.get,
      DeleteTranscriptionJob: transcriber.delete,
    },
    ...(port !== undefined && { port }),
  });
  return {
    endpoint: server.endpoint,
    async stop() {
      await server.stop();
      await transcriber.stop();
    },
  };
}
