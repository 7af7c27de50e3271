/** A file of a meeting to hand in, from the repository's folder; `name` in the bucket. */
export const SAMPLE_UPLOAD = { file: 'services/meeting-dialer/uploads/example.json', name: 'example.json' };
