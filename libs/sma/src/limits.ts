/** Limits of the service, as its developer guide gives them. */
export const limits = {
  schemaVersion: '1.0',
  /** Actions in one response. */
  actions: 10,
  /** Invocations of the function in one call. */
  invocations: 1000,
  /** Stored attributes: over these the response is refused. */
  attributes: { pairs: 100, bytes: 20 * 1024 },
  /** The workshop's older figures; a service that still applies them refuses more. Characters a key and a value. */
  attributesAdvised: { pairs: 10, characters: 1024 },
  speechCharacters: 1000,
  bridgeSeconds: { min: 1, max: 120, default: 30 },
  /** Letters and digits of a Voice Connector URI's user part. */
  endpointUriCharacters: 36,
  sipHeaderCharacters: 2048,
  digits: 128,
  sendDigits: 50,
  toneMilliseconds: { min: 50, max: 24_000, default: 250 },
  pauseMilliseconds: { min: 100, max: 30_000 },
  silenceSeconds: { min: 1, max: 1000 },
  silenceThreshold: { min: 1, max: 1000, default: 200 },
  recordingPrefixCharacters: 979,
  attendees: 100,
  joinTokenCharacters: { min: 2, max: 2048 },
  botConfigurationBytes: 10_240,
} as const;
