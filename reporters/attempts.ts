import type { AcceptanceRecord } from '../schemas/types/record.ts';

type Device = AcceptanceRecord['tested']['devices'][number];
export type Attempt = NonNullable<Device['attempts']>[number];

/** A scenario or group of one device that took more than one try, with its tries in their order. */
export interface Tried {
  readonly device: string;
  readonly scenario: string;
  readonly group: string | undefined;
  readonly tries: readonly Attempt[];
}

/** Tries in a row belong together until one is complete or a first one begins anew. */
export const triedIn = ({ id, attempts = [] }: Device): Tried[] => {
  const open = new Map<string, Attempt[]>();
  const all: Tried[] = [];
  for (const attempt of attempts) {
    const { scenario, group } = attempt;
    const key = JSON.stringify([scenario, group]);
    let tries = open.get(key);
    if (!tries || attempt.attempt === 1) {
      tries = [];
      open.set(key, tries);
      all.push({ device: id, scenario, group, tries });
    }
    tries.push(attempt);
    if (attempt.outcome === 'complete') open.delete(key);
  }
  return all;
};

/** `attempt 2 after a power cycle: LOST (cause: bench), the port closed` */
export const attemptInWords = ({ attempt, fault, power_cycled }: Attempt): string =>
  [
    `attempt ${attempt}`,
    power_cycled === true ? ' after a power cycle' : '',
    fault ? `: ${fault.code} (cause: ${fault.cause ?? 'bench'}), ${fault.message}` : ': done',
  ].join('');

/** Why a scenario that passed in the end is no pass where the suite forbids to try again. */
export const forbidden = 'It passed only when it was tried again, which the suite does not allow.';
