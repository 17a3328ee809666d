import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

/** What host or marker pin may differ from the device by beyond the link: scheduling and rounding. */
export const TOLERANCE_us = 5000;

/** And beyond what two honest clocks differ by. */
export const TOLERANCE_SHARE = 0.02;

/** Windows at least this long tell the rates of two clocks apart, whatever the link does. */
export const RATE_WINDOW_us = 10_000_000;

/** Who else saw how long it took. */
export type Witness = 'host' | 'marker pin';

/** How a device's times differ from what somebody else saw. */
export interface ClockDisagreement {
  readonly device: string;
  readonly witness: Witness;
  /** Times that were compared, and of these those that disagree. */
  readonly compared: number;
  readonly disagree: number;
  /** By how much, beyond the delay of the link and the tolerance; positive where the device is slower. */
  readonly median_us: number;
  readonly worst_us: number;
  /** Device time over host time of long windows, where it is off: the one that is furthest from 1. */
  readonly rate: number | undefined;
}

interface Seen {
  compared: number;
  readonly excess: number[];
  rate: number | undefined;
}

/** Compares what devices say they took with what the host, or the marker pin, saw. */
export interface ClockWatch {
  readonly see: (event: TelemetryEvent) => void;
  /** Of every device that disagrees, in the order of their first event. */
  readonly finish: () => ClockDisagreement[];
}

/** By how much a device's time lies outside what a witness allows; 0 within. */
const beyond = (device_us: number, seen_us: number, link_us: number): number => {
  const tolerance = TOLERANCE_us + TOLERANCE_SHARE * seen_us;
  const late = seen_us - device_us - link_us;
  if (late > tolerance) return tolerance - late;
  const early = device_us - seen_us;
  return early > tolerance ? early - tolerance : 0;
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const furthest = (values: readonly number[]): number =>
  values.reduce((worst, value) => (Math.abs(value) > Math.abs(worst) ? value : worst), 0);

export const createClockWatch = (): ClockWatch => {
  const devices = new Map<string, Map<Witness, Seen>>();
  const seenBy = (device: string, witness: Witness): Seen => {
    let witnesses = devices.get(device);
    if (!witnesses) devices.set(device, (witnesses = new Map()));
    let seen = witnesses.get(witness);
    if (!seen) witnesses.set(witness, (seen = { compared: 0, excess: [], rate: undefined }));
    return seen;
  };
  const compare = (
    event: TelemetryEvent,
    witness: Witness,
    seen_us: number,
    link_us: number,
  ): void => {
    const { kind, device, elapsed_us, latency_us } = event;
    const device_us =
      kind === 'window' ? elapsed_us : kind === 'inference' ? latency_us : undefined;
    if (typeof device_us !== 'number' || !(device_us >= 0) || !(seen_us >= 0)) return;
    const seen = seenBy(device, witness);
    seen.compared += 1;
    const long = kind === 'window' && Math.max(device_us, seen_us) >= RATE_WINDOW_us;
    const rate = device_us / seen_us;
    const off = long && !(Math.abs(rate - 1) <= TOLERANCE_SHARE);
    const known = seen.rate ?? 1;
    if (off && Math.abs(rate - 1) > Math.abs(known - 1)) seen.rate = rate;
    const excess = beyond(device_us, seen_us, link_us);
    if (excess !== 0) seen.excess.push(excess);
    // A clock whose rate is off disagrees, even where a long link would explain it.
    else if (off) seen.excess.push(device_us - seen_us);
  };
  return {
    see: (event) => {
      const { host_us, marker_us, link_us } = event;
      if (typeof host_us === 'number') {
        compare(event, 'host', host_us, typeof link_us === 'number' && link_us > 0 ? link_us : 0);
      }
      if (typeof marker_us === 'number') compare(event, 'marker pin', marker_us, 0);
    },
    finish: () =>
      [...devices].flatMap(([device, witnesses]) =>
        [...witnesses].flatMap(([witness, { compared, excess, rate }]): ClockDisagreement[] =>
          excess.length === 0
            ? []
            : [
                {
                  device,
                  witness,
                  compared,
                  disagree: excess.length,
                  median_us: median(excess),
                  worst_us: furthest(excess),
                  rate,
                },
              ],
        ),
      ),
  };
};
