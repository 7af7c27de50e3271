import type { FlowsByNumber } from '@patchbay/repositories';

export interface NumberFlowsOptions {
  /** Numbers that are known beforehand; they are never looked up. */
  known: FlowsByNumber;
  /** All other numbers. */
  read(): Promise<FlowsByNumber>;
  /** Called when `read` failed and an older result is used. */
  onStale(error: unknown): void;
  /** Milliseconds. */
  now(): number;
}

/** How long a result of `read` is good for, milliseconds. */
const FRESH = 60_000;

/** Finds the flow of a dialled number; undefined when it has none. Throws when nothing could be read yet. */
export function createNumberFlows({
  known,
  read,
  onStale,
  now,
}: NumberFlowsOptions): (number: string) => Promise<string | undefined> {
  let latest: { flows: FlowsByNumber; until: number } | undefined;
  const refresh = async (): Promise<FlowsByNumber> => {
    if (latest !== undefined && now() < latest.until) return latest.flows;
    try {
      const flows = await read();
      latest = { flows, until: now() + FRESH };
      return flows;
    } catch (error) {
      if (latest === undefined) throw error;
      onStale(error);
      // A table in trouble is not asked for every call.
      latest = { flows: latest.flows, until: now() + FRESH };
      return latest.flows;
    }
  };
  const own = (flows: FlowsByNumber, number: string) => (Object.hasOwn(flows, number) ? flows[number] : undefined);
  return async (number) => own(known, number) ?? own(await refresh(), number);
}
