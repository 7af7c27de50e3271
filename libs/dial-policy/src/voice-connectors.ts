import type { CountryCode } from './policy.ts';
import { isSipUser, isWildcard, numberOf, standsFor, typedUser, withoutPunctuation } from './sip-users.ts';

/** Who may be dialled behind a Voice Connector. What is not listed is refused. */
export interface VoiceConnectorDestination {
  arn: string;
  /**
   * User parts of SIP addresses, such as `reception` or `+12065550150`. `44*` stands for all that begin with 44, whatever
   * follows of letters, digits and `+ . _ -`; the emergency numbers 000, 112, 911 and 999 only stand for themselves.
   */
  users: readonly string[];
}

export interface VoiceConnectorUser {
  arn: string;
  user: string;
}

/** `message` is for whoever wrote the destination down; it never repeats it. */
export interface VoiceConnectorRefusal {
  allowed: false;
  reason: 'not-a-sip-user' | 'unknown-voice-connector' | 'unknown-sip-user' | 'ambiguous-voice-connector';
  message: string;
}

export type VoiceConnectorDecision = ({ allowed: true } & VoiceConnectorUser) | VoiceConnectorRefusal;

const messages: Record<VoiceConnectorRefusal['reason'], string> = {
  'not-a-sip-user': 'That is not the user part of a SIP address: 1 to 36 of A-Z a-z 0-9 & = + $ / % - _ ! ~ ( ) .',
  'unknown-voice-connector': 'Calls to that Voice Connector are not allowed.',
  'unknown-sip-user': 'Calls to that user behind the Voice Connector are not allowed.',
  'ambiguous-voice-connector': 'Several Voice Connectors have that user. Name one.',
};

/** Whether exactly this user may be dialled. `arn` may be missing where only one Voice Connector has the user. */
export function checkVoiceConnector(
  arn: string | undefined,
  user: string,
  destinations: readonly VoiceConnectorDestination[],
): VoiceConnectorDecision {
  if (!isSipUser(user)) return refuse('not-a-sip-user');
  const named = destinations.filter((each) => arn === undefined || each.arn === arn);
  if (named.length === 0) return refuse('unknown-voice-connector');
  const fitting = named.filter(({ users }) => users.some((entry) => standsFor(entry, user)));
  const [first, ...others] = new Set(fitting.map((each) => each.arn));
  if (first === undefined) return refuse('unknown-sip-user');
  return others.length > 0 ? refuse('ambiguous-voice-connector') : { allowed: true, arn: first, user };
}

/**
 * Who a person means, if it is somebody who may be dialled. Numbers may have punctuation. A telephone number is compared
 * in E.164 (`country` is that of one without a country code), so that `442*` never takes a number with that area code;
 * other texts are compared as they are. An entry in full goes before one with `*`, then the order of the list decides.
 */
export function findVoiceConnector(
  typed: string,
  destinations: readonly VoiceConnectorDestination[],
  country: CountryCode,
): VoiceConnectorUser | undefined {
  const { user, number } = typedUser(typed, country);
  const means = (entry: string) =>
    withoutPunctuation(entry) === user || (number !== undefined && numberOf(entry, country) === number);
  return (
    find(destinations, (entry) => (!isWildcard(entry) && isSipUser(entry) && means(entry) ? entry : undefined)) ??
    find(destinations, (entry) =>
      isWildcard(entry) && standsFor(entry, number ?? user) ? (number ?? user) : undefined,
    )
  );
}

/** The first that `match` makes a user of. */
function find(
  destinations: readonly VoiceConnectorDestination[],
  match: (entry: string) => string | undefined,
): VoiceConnectorUser | undefined {
  for (const { arn, users } of destinations) {
    for (const entry of users) {
      const user = match(entry);
      if (user !== undefined) return { arn, user };
    }
  }
  return undefined;
}

function refuse(reason: VoiceConnectorRefusal['reason']): VoiceConnectorRefusal {
  return { allowed: false, reason, message: messages[reason] };
}
