import type { Origination } from '@aws-sdk/client-chime-sdk-voice';
import { Refusal } from '../aws/refusal.ts';
import type { Wire } from '../aws/wire.ts';

/** Origination with defaults filled in: calls that the Voice Connector sends to a PBX. Throws BadRequest. */
export function requireOrigination(
  { Routes = [], Disabled = false }: Wire<Origination>,
  { RequireEncryption }: { RequireEncryption: boolean },
  maxRoutes: number,
): Wire<Origination> {
  if (Routes.length > maxRoutes) {
    throw new Refusal('BadRequest', `Origination can have ${maxRoutes} routes; ${Routes.length} were given`);
  }
  const routes = Routes.map(({ Host, Port = 5060, Protocol, Priority, Weight }, index) => {
    const at = `Routes.${index + 1}`;
    if (Host === undefined || Host.trim() === '') throw new Refusal('BadRequest', `${at} needs a Host`);
    if (Protocol === undefined || Priority === undefined || Weight === undefined) {
      throw new Refusal('BadRequest', `${at} needs Protocol, Priority and Weight`);
    }
    if (RequireEncryption && Protocol !== 'TCP') {
      throw new Refusal('BadRequest', `${at}: the Voice Connector requires encryption, which needs Protocol TCP`);
    }
    return { Host, Port, Protocol, Priority, Weight };
  });
  return { Routes: routes, Disabled };
}
