import { PilotError } from '../../documents/pilot-error.ts';
import { quantityIn } from '../../documents/units.ts';
import type { PilotConfig } from '../../schemas/types/config.ts';
import { causeOf } from '../fault.ts';
import type { DeviceOutcome } from '../outcome.ts';
import { changePool, type DeviceState, poolFile, readPool, stateOf } from './pool-state.ts';

/** A device that is left out of runs: why, since when, until when (ISO 8601), and whose it is. */
export interface Quarantined {
  readonly id: string;
  readonly since: string;
  readonly until: string;
  readonly why: string;
  readonly owner?: string;
}

export type Clock = () => Date;

const systemClock: Clock = () => new Date();
const usualTime = '7 d';

/** Not even a leap second longer than four digits of years can say. */
const latest_ms = Date.parse('9999-12-31T23:59:59Z');

const begun = (
  state: DeviceState,
  { why, owner, time }: { why: string; owner?: string | undefined; time?: string | undefined },
  now: Date,
): DeviceState => {
  const time_ms = quantityIn(time ?? usualTime, 'ms');
  if (!(time_ms > 0)) {
    throw new PilotError({
      code: 'DURATION',
      message: `A quarantine of ${time} would never begin`,
      hint: 'Say how long it lasts, such as "7 d".',
    });
  }
  const until_ms = Math.min(latest_ms, now.getTime() + time_ms);
  const quarantine = {
    since: now.toISOString(),
    until: new Date(until_ms).toISOString(),
    why,
    ...(owner !== undefined && { owner }),
  };
  const { bench_faults: _, ...rest } = state;
  return { ...rest, quarantine };
};

const isOut = ({ quarantine }: DeviceState, now: Date): boolean =>
  quarantine !== undefined && Date.parse(quarantine.until) > now.getTime();

/** Faults that say nothing about the board: it was somebody else's turn, or somebody stopped us. */
export const nobodysFault: ReadonlySet<string> = new Set(['INTERRUPTED', 'DEVICE_BUSY']);

/** What a device's run means for its count. */
const meaningOf = ({ fault }: Pick<DeviceOutcome, 'fault'>): 'good' | 'bench' | 'neither' => {
  if (!fault) return 'good';
  if (nobodysFault.has(fault.code)) return 'neither';
  return (fault.cause ?? causeOf(fault.code)) === 'bench' ? 'bench' : 'neither';
};

export interface Count {
  readonly runs: string;
  readonly run: string;
  readonly policy: PilotConfig['quarantine'];
  readonly now?: Clock | undefined;
}

/**
 * Counts how a device's run ended: a good run ends the row of bench faults, the K-th of a row puts
 * the device in quarantine, which is then returned. What a device itself or a suite does wrong
 * changes nothing. A bench without a policy counts nothing.
 */
export const countOutcome = async (
  outcome: Pick<DeviceOutcome, 'id' | 'fault'>,
  { runs, run, policy, now = systemClock }: Count,
): Promise<Quarantined | undefined> => {
  const { id, fault } = outcome;
  const meaning = meaningOf(outcome);
  if (!policy || meaning === 'neither') return undefined;
  const file = poolFile(runs);
  if (meaning === 'good' && stateOf(await readPool(file), id).bench_faults === undefined) {
    return undefined;
  }
  let out: Quarantined | undefined;
  await changePool(file, { run, id }, (state) => {
    if (meaning === 'good' || !fault) {
      const { bench_faults: _, last_fault: __, ...rest } = state;
      return rest;
    }
    const at = now();
    const bench_faults = (state.bench_faults ?? 0) + 1;
    const last_fault = { at: at.toISOString(), run, code: fault.code, message: fault.message };
    const counted = { ...state, bench_faults, last_fault };
    if (bench_faults < policy.after || isOut(state, at)) return counted;
    const why = `${bench_faults} bench faults in a row, the last in run ${run}: ${fault.message} (${fault.code})`;
    const next = begun(counted, { why, owner: policy.owner, time: policy.for }, at);
    if (next.quarantine) out = { id, ...next.quarantine };
    return next;
  });
  return out;
};

/** The devices that are in quarantine now, of those named; all, where none are. */
export const leftOut = async (
  runs: string,
  ids?: readonly string[],
  now: Clock = systemClock,
): Promise<Quarantined[]> => {
  const pool = await readPool(poolFile(runs));
  const at = now();
  return (ids ?? Object.keys(pool.devices)).flatMap((id) => {
    const state = stateOf(pool, id);
    return state.quarantine && isOut(state, at) ? [{ id, ...state.quarantine }] : [];
  });
};

export interface ByHand {
  readonly id: string;
  readonly why: string;
  readonly owner?: string | undefined;
  /** How long, such as "7 d". */
  readonly time?: string | undefined;
}

/** Puts a device in quarantine by hand; one that is in already gets the new terms. */
export const beginQuarantine = async (
  runs: string,
  { id, ...terms }: ByHand,
  now: Clock = systemClock,
): Promise<Quarantined> => {
  const { quarantine } = await changePool(poolFile(runs), { run: 'by hand', id }, (state) =>
    begun(state, terms, now()),
  );
  return { id, ...quarantine! };
};

/** Ends a device's quarantine and its row of faults; says whether it was in quarantine. */
export const endQuarantine = async (
  runs: string,
  id: string,
  now: Clock = systemClock,
): Promise<boolean> => {
  let was = false;
  await changePool(poolFile(runs), { run: 'by hand', id }, (state) => {
    was = isOut(state, now());
    const { quarantine: _, bench_faults: __, last_fault: ___, ...rest } = state;
    return rest;
  });
  return was;
};

const day = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** As a person reads it. */
export const sentenceOf = ({ id, since, until, why, owner }: Quarantined): string =>
  `${id} is in quarantine since ${day(since)} UTC (${owner === undefined ? 'nobody looks after it' : `${owner} looks after it`}) until ${day(until)} UTC: ${why}`;
