import type { DirectoryService } from '../directory/directory.ts';

/** A phone number that a SIP rule leads somewhere. */
export interface NumberToDial {
  number: string;
  /** Names of the SIP media applications that it leads to, first choice first. */
  applications: string[];
}

/** Numbers that somebody answers, in order. */
export function numbersToDial(directory: DirectoryService): NumberToDial[] {
  const { rules, applications } = directory.export();
  const numbers = Object.values(rules).flatMap(({ TriggerType, TriggerValue }) =>
    TriggerType === 'ToPhoneNumber' ? [TriggerValue] : [],
  );
  return [...new Set(numbers)].sort().flatMap((number) => {
    const targets = directory.route({ number }).map(({ application }) => application.sipMediaApplicationId);
    const names = targets.map((id) => applications[id]?.Name ?? id);
    return names.length > 0 ? [{ number, applications: names }] : [];
  });
}
