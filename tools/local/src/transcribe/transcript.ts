/** Transcribe's output file (Transcribe Developer Guide, "Data input and output"). */
export interface Transcript {
  jobName: string;
  accountId: string;
  status: 'COMPLETED';
  results: {
    transcripts: { transcript: string }[];
    items: TranscriptItem[];
    audio_segments: { id: number; transcript: string; start_time: string; end_time: string; items: number[] }[];
  };
}

export type TranscriptItem = {
  id: number;
  type: 'pronunciation' | 'punctuation';
  alternatives: { confidence: string; content: string }[];
  /** Seconds, of a word only. */
  start_time?: string;
  end_time?: string;
};

/** The file for a text that was spoken in `seconds`: every word takes the same time. */
export function makeTranscript(jobName: string, accountId: string, text: string, seconds: number): Transcript {
  const tokens = text.match(/[\p{L}\p{N}'’$%-]+|[.,?!;:]/gu) ?? [];
  const words = tokens.filter(isWord).length;
  let spoken = 0;
  const items = tokens.map((content, id): TranscriptItem => {
    if (!isWord(content)) return { id, type: 'punctuation', alternatives: [{ confidence: '0.0', content }] };
    const [start_time, end_time] = [spoken, ++spoken].map((count) => ((count * seconds) / words).toFixed(2)) as [
      string,
      string,
    ];
    return { id, type: 'pronunciation', alternatives: [{ confidence: '0.99', content }], start_time, end_time };
  });
  const segment = {
    id: 0,
    transcript: text,
    start_time: '0.0',
    end_time: seconds.toFixed(2),
    items: items.map(({ id }) => id),
  };
  return {
    jobName,
    accountId,
    status: 'COMPLETED',
    results: { transcripts: [{ transcript: text }], items, audio_segments: text === '' ? [] : [segment] },
  };
}

function isWord(token: string): boolean {
  return /[\p{L}\p{N}]/u.test(token);
}
