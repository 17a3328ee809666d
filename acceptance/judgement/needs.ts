import { type Claim, type Judgement, type Needs, type Outcome } from '../families/family.ts';
import { isInBlocks, LEAST_DEVICES, LEAST_SESSIONS } from '../families/scope.ts';
import type { Criterion } from '../../schemas/types/record.ts';
import type { Gathered } from '../aggregation/accumulator.ts';
import type { JudgedSlice } from './slices.ts';

type Numbers = NonNullable<Criterion['needs']>;

/** What is judged of a criterion, and what it came to. */
export interface Undecided {
  readonly outcome: Outcome;
  /** Whether only the origin of the evidence keeps it from being a pass. */
  readonly refused: boolean;
  readonly whole: Judgement;
  readonly slices: readonly JudgedSlice[];
  readonly gathered: Gathered;
  readonly claim: Claim;
}

const isEmpty = (needs: Needs): boolean => Object.keys(needs).length === 0;

/** What a condition needs, for which events of the others come along in the same proportion. */
const ofSlice = ({ judgement }: JudgedSlice, whole: Judgement): Needs | undefined => {
  const { needs, n } = judgement;
  if (needs?.events === undefined) return needs;
  return n === 0 ? undefined : { ...needs, events: Math.ceil((needs.events * whole.n) / n) };
};

/** The most that any of several open conditions needs; undefined where that of one is not known. */
const mostOf = (all: readonly (Needs | undefined)[]): Needs | undefined => {
  const known = all.filter((needs) => needs !== undefined);
  if (known.length < all.length || known.length === 0) return undefined;
  if (known.some(isEmpty)) return {};
  const most = (key: keyof Needs): Needs => {
    const values = known.flatMap((needs) => needs[key] ?? []);
    return values.length === 0 ? {} : { [key]: Math.max(...values) };
  };
  return { ...most('events'), ...most('clusters') };
};

const inClusters = (needs: Needs, devices: number, scope: Claim['scope']): Numbers => ({
  ...(needs.events === undefined ? {} : { events: needs.events }),
  ...(needs.clusters === undefined
    ? {}
    : scope === 'fleet'
      ? { devices: needs.clusters }
      : { sessions: Math.max(1, Math.ceil(needs.clusters / Math.max(1, devices))) }),
});

/** What a claim of this scope needs before any of its numbers count. */
const leastOf = ({ whole, gathered, claim }: Undecided): Numbers | undefined => {
  const { clusters } = gathered;
  const own = new Map<string, number>();
  for (const { device } of clusters) own.set(device, (own.get(device) ?? 0) + 1);
  const devices = Math.max(claim.leastDevices, claim.scope === 'fleet' ? LEAST_DEVICES : 1);
  const short = !isInBlocks(clusters) && Math.min(...own.values()) < LEAST_SESSIONS;
  const least: Numbers = {
    ...(own.size < devices ? { devices } : {}),
    ...(claim.scope !== 'fleet' && short ? { sessions: LEAST_SESSIONS } : {}),
  };
  return whole.withheld && own.size > 0 && !isEmpty(least) ? least : undefined;
};

const larger = (a: Numbers, b: Numbers): Numbers => {
  const keys = ['events', 'devices', 'sessions'] as const;
  return Object.fromEntries(
    keys.flatMap((key) => {
      const most = Math.max(a[key] ?? 0, b[key] ?? 0);
      return most > 0 ? [[key, most]] : [];
    }),
  );
};

/**
 * What would decide a criterion that is inconclusive, as numbers: empty where more events cannot
 * help, undefined where nobody knows.
 */
export const needsOf = (undecided: Undecided): Numbers | undefined => {
  const { outcome, refused, whole, slices, claim } = undecided;
  if (outcome !== 'inconclusive') return undefined;
  // No number of emulated events makes one of hardware.
  if (refused) return {};
  const open = slices.filter((slice) => slice.outcome === 'inconclusive');
  const needs =
    whole.outcome === 'inconclusive'
      ? whole.needs
      : mostOf(open.map((slice) => ofSlice(slice, whole)));
  const least = leastOf(undecided);
  if (needs === undefined) return least;
  if (isEmpty(needs)) return {};
  const numbers = inClusters(needs, whole.devices.length, claim.scope);
  return least === undefined ? numbers : larger(numbers, least);
};
