import type { Evidence } from '../schemas/types/evidence.ts';

type Device = Evidence['devices'][number];

/** Who has to act on a fault. */
export type Cause = NonNullable<NonNullable<Device['fault']>['cause']>;

interface Blame {
  readonly exit_code: number;
  /** As a sentence begins with it. */
  readonly words: string;
}

/**
 * What a fault of each cause means for a run, in the order of exit codes: what makes the tool
 * doubtful comes first, then what was asked wrongly, then what the bench or a device did.
 */
const blames: Readonly<Record<Cause, Blame>> = {
  pilotlight: { exit_code: 70, words: 'A defect of Pilotlight itself' },
  suite: { exit_code: 2, words: 'A fault of the suite' },
  bench: { exit_code: 4, words: 'A bench fault' },
  device: { exit_code: 4, words: 'A device fault' },
};

const inOrder = Object.keys(blames) as Cause[];

/** A fault that does not say so is the bench's. */
export const causeIn = ({ fault }: Device): Cause | undefined => fault && (fault.cause ?? 'bench');

/** The cause that decides how a run ended with these faults; the bench's where none is stated. */
export const leadingCause = (causes: readonly (Cause | undefined)[]): Cause =>
  inOrder.find((cause) => causes.includes(cause)) ?? 'bench';

export const blameOf = (cause: Cause): Blame => blames[cause];

/** Exit code of gathering that ended with the faults of these devices. */
export const exitCodeOfFaults = (devices: readonly Device[]): number =>
  blameOf(leadingCause(devices.map(causeIn))).exit_code;

const inWords = ({ fault }: NonNullable<Device['attempts']>[number]): string =>
  fault ? `${fault.code}, ${fault.message}` : 'no reason given';

/** What passed only when it was tried again, a sentence each. */
export const flakyIn = ({ id, attempts = [], gaps = [] }: Device): string[] => {
  const failed = new Map<string, string[]>();
  const lost = gaps.length === 1 ? 'once' : `${gaps.length} times`;
  const regained =
    gaps.length > 0 ? [`The link of device ${id} was lost ${lost} and came back; it went on.`] : [];
  const again = attempts.flatMap((attempt) => {
    const { scenario, group, attempt: number, outcome } = attempt;
    const unit = group === undefined ? `scenario ${scenario}` : `group ${group} of ${scenario}`;
    if (outcome === 'fault') {
      const reasons = number === 1 ? [] : (failed.get(unit) ?? []);
      failed.set(unit, [...reasons, inWords(attempt)]);
      return [];
    }
    if (number === 1) return [];
    const why = [...new Set(failed.get(unit) ?? [])].join('; ');
    return [`Device ${id} did ${unit} only at attempt ${number}${why === '' ? '' : ` (${why})`}.`];
  });
  return [...regained, ...again];
};
