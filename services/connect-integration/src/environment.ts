import { dialCountries, voiceConnectorDestinations, logLevel, tableName } from '@patchbay/lambda';
import * as z from 'zod/mini';

/** The table with the pairs of numbers. */
const PAIRS_TABLE = tableName;

/** Texts with commas between them; none when empty. */
const list = (pattern: RegExp, message: string) =>
  z.pipe(
    z.pipe(
      z.string(message),
      z.transform((text) => text.split(',').filter((part) => part !== '')),
    ),
    z.array(z.string().check(z.regex(pattern, message)), message),
  );

export const getCallDataEnvironment = z.object({ LOG_LEVEL: logLevel, PAIRS_TABLE });

export const transferCallEnvironment = z.object({
  LOG_LEVEL: logLevel,
  PAIRS_TABLE,
  /** Numbers of Connect, which a call may be sent to as well. */
  CONNECT_NUMBERS: list(/^\+[1-9]\d{6,14}$/, 'must be E.164 numbers with commas'),
  /** Who may be dialled behind Voice Connectors. */
  VOICE_CONNECTOR_DESTINATIONS: voiceConnectorDestinations,
  /** ISO 3166-1 codes; the first is our own. */
  DIAL_COUNTRIES: dialCountries,
});
