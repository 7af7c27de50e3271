import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arnsOf, namesOf, type Arns, type Names } from './names.ts';
import { mailIdentities } from './mail.ts';
import { problemsOf } from './problems.ts';
import { meetingRegions } from './regions.ts';
import { stageSchema, type StageSettings } from './schema.ts';
import { signInOf, type SignIn } from './user-pool.ts';

/** A stage as deployed: what its file says, and what follows from it. */
export interface Stage extends Omit<StageSettings, 'dialCountries' | 'meetingRegion'> {
  name: string;
  meetingRegion: string;
  dialCountries: string[];
  names: Names;
  arns: Arns;
  /** Where people sign in; undefined where infra makes the user pool. */
  signIn: SignIn | undefined;
  /** The region of the user pool. */
  signInRegion: string;
  /** `ExplicitAuthFlows` of the client of the user pool. */
  signInFlows: string[];
  /** What SES is to verify; undefined where nothing is sent, or it is done already. */
  mailIdentity: string | undefined;
  /** Plain texts for the environment of functions, by the name of their variable; a service picks what it needs. */
  environment: Readonly<Record<Variable, string>>;
}

export type Variable =
  | 'LOG_LEVEL'
  | 'FAIL_FIRST_INBOUND'
  | 'NUMBER_FLOWS'
  | 'SETTINGS_TABLE'
  | 'CALLS_TABLE'
  | 'PAIRS_TABLE'
  | 'CONNECT_NUMBERS'
  | 'ROLLING_NUMBERS'
  | 'COUNTERS_TABLE'
  | 'VOICE_CONNECTOR_DESTINATIONS'
  | 'DIAL_QUOTAS'
  | 'TRANSFER_FALLBACK'
  | 'PROMPTS_BUCKET'
  | 'RECORDINGS_BUCKET'
  | 'UPLOADS_BUCKET'
  | 'MAIL_FROM'
  | 'MAIL_CONFIGURATION_SET'
  | 'MAIL_ORGANISER'
  | 'BOT'
  | 'DIAL_COUNTRIES'
  | 'NUMBER_REGION'
  | 'REQUESTS_TABLE'
  | 'CONNECTIONS_TABLE'
  | 'CONFERENCES_TABLE'
  | 'AUDIT_TABLE'
  | 'MEETINGS_TABLE'
  | 'INVITATIONS_QUEUE'
  | 'PASSCODE_KEY'
  | 'MEETING_SETTINGS'
  | 'AUDIT_DAYS'
  | 'CONFERENCE_PINS'
  | 'WAITING_ROOM'
  | 'WRONG_PINS_PER_HOUR'
  | 'MAX_HOLD_MINUTES'
  | 'MEDIA_REGION'
  | 'MEETING_REGION'
  | 'ALLOWED_DOMAIN';

/** A stage that does not exist, or whose file is wrong. The message lists everything that is. */
export class StageError extends Error {
  override readonly name = 'StageError';
}

const folder = join(import.meta.dirname, '../stages');
/** It becomes part of names that AWS limits to 64 characters. */
const stageName = /^[a-z][a-z0-9-]{0,15}$/;

/** Reads and checks `stages/<name>.json`. Throws a StageError. */
export function readStage(name: string): Stage {
  const known = stageNames();
  if (!known.includes(name)) {
    throw new StageError(`There is no stage "${name}": libs/config/stages has ${known.join(', ')}`);
  }
  const text = readFileSync(join(folder, `${name}.json`), 'utf8');
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch (cause) {
    throw new StageError(`stages/${name}.json is not JSON: ${String(cause)}`, { cause });
  }
  return parseStage(name, settings);
}

/** The stages that have a file. */
export function stageNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** The same from settings that were read elsewhere. Throws a StageError. */
export function parseStage(name: string, settings: unknown): Stage {
  if (!stageName.test(name)) {
    throw new StageError(
      `"${name}" can't name a stage: lower-case letters, digits and hyphens, at most 16, a letter first`,
    );
  }
  const result = stageSchema.safeParse(settings);
  if (!result.success) throw new StageError(`stages/${name}.json is wrong:\n${problemsOf(result.error, settings)}`);
  const names = namesOf(name, result.data.bucketPrefix);
  const { dialCountries = [result.data.country], ...rest } = result.data;
  const meetingRegion = meetingRegionOf(name, rest);
  const environment = {
    LOG_LEVEL: rest.logLevel,
    FAIL_FIRST_INBOUND: String(rest.failFirstInbound),
    NUMBER_FLOWS: JSON.stringify(rest.numbers),
    SETTINGS_TABLE: names.tables.settings,
    CALLS_TABLE: names.tables.calls,
    PAIRS_TABLE: names.tables.pairs,
    REQUESTS_TABLE: names.tables.requests,
    CONNECTIONS_TABLE: names.tables.connections,
    CONFERENCES_TABLE: names.tables.conferences,
    AUDIT_TABLE: names.tables.audit,
    MEETINGS_TABLE: names.tables.meetings,
    INVITATIONS_QUEUE: names.queues.invitations,
    PASSCODE_KEY: names.secrets.passcodeKey,
    MEETING_SETTINGS: JSON.stringify({
      ...rest.meetings,
      callsPerSecond: rest.quotas.callsPerSecond,
      activeCalls: rest.quotas.activeCalls,
    }),
    AUDIT_DAYS: String(rest.auditDays),
    CONFERENCE_PINS: rest.conferences.pins,
    WAITING_ROOM: String(rest.conferences.waitingRoom),
    WRONG_PINS_PER_HOUR: String(rest.conferences.wrongPinsPerHour),
    MAX_HOLD_MINUTES: String(rest.conferences.maxHoldMinutes),
    MEDIA_REGION: rest.mediaRegion,
    MEETING_REGION: meetingRegion,
    CONNECT_NUMBERS: (rest.connect?.numbers ?? []).join(','),
    ROLLING_NUMBERS: (rest.connect?.rollingNumbers ?? []).join(','),
    TRANSFER_FALLBACK: rest.connect?.fallback === undefined ? '' : JSON.stringify(rest.connect.fallback),
    COUNTERS_TABLE: names.tables.counters,
    VOICE_CONNECTOR_DESTINATIONS: JSON.stringify(rest.voiceConnectorDestinations),
    DIAL_QUOTAS: JSON.stringify(rest.dialQuotas),
    PROMPTS_BUCKET: names.buckets.prompts,
    RECORDINGS_BUCKET: names.buckets.recordings,
    UPLOADS_BUCKET: names.buckets.uploads,
    MAIL_FROM: rest.mail?.from ?? '',
    MAIL_CONFIGURATION_SET: rest.mail === undefined ? '' : names.configurationSet,
    MAIL_ORGANISER: rest.mail?.organiser ?? '',
    BOT: rest.bot === undefined ? '' : JSON.stringify(rest.bot),
    // The stage's own country first: that of a number that is written without a country code.
    DIAL_COUNTRIES: [rest.country, ...dialCountries.filter((country) => country !== rest.country)].join(','),
    NUMBER_REGION: rest.telephony.numberRegion,
    ALLOWED_DOMAIN: rest.allowedDomain ?? '',
  };
  const signIn = rest.userPool && signInOf(rest.userPool);
  const passwordFlows = rest.passwordSignIn ? ['ALLOW_USER_PASSWORD_AUTH'] : [];
  const signInFlows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', ...passwordFlows];
  return {
    ...rest,
    name,
    meetingRegion,
    dialCountries,
    names,
    arns: arnsOf(names, mailIdentities(rest.mail)),
    signIn,
    signInRegion: signIn?.region ?? rest.region,
    signInFlows,
    mailIdentity: rest.mail?.identity === 'existing' ? undefined : mailIdentities(rest.mail)[0],
    environment,
  };
}

function meetingRegionOf(
  name: string,
  { region, meetingRegion }: Pick<StageSettings, 'region' | 'meetingRegion'>,
): string {
  const found = meetingRegion ?? meetingRegions.find((each) => each === region);
  if (found !== undefined) return found;
  throw new StageError(
    `stages/${name}.json is wrong:\nmeetingRegion is missing: ${region} keeps no meetings. Allowed: ${meetingRegions.join(', ')}`,
  );
}
