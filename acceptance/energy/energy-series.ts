import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { weaker, type Origin } from '../aggregation/origin.ts';
import { dailyEnergy, selfDischarge, type DutyCycle } from './daily.ts';

export type EnergySeries = AcceptanceRecord['series']['energy'];

/** Means over all inferences that carry energy and time, for the picture of a day. */
export interface EnergyCollector {
  readonly add: (event: TelemetryEvent, origin: Origin) => void;
  readonly finish: (profile: DutyCycle | null) => EnergySeries;
}

export const createEnergyCollector = (): EnergyCollector => {
  let [n, energy, time, bytes] = [0, 0, 0, 0];
  let weakest: Origin = 'hardware';
  return {
    add: (event, origin) => {
      const { kind, energy_uJ: joules, latency_us: latency } = event;
      if (kind !== 'inference' || joules === undefined || latency === undefined) return;
      if (!Number.isFinite(joules) || !Number.isFinite(latency)) return;
      n += 1;
      energy += joules;
      time += latency;
      bytes += event.bytes_sent ?? 0;
      weakest = weaker(weakest, origin);
    },
    finish: (profile) => {
      if (n === 0 || profile === null) return null;
      const day = dailyEnergy(profile, {
        energy_J: (energy / n) * 1e-6,
        time_s: (time / n) * 1e-6,
        bytes: bytes / n,
      });
      const parts = { ...day, 'self-discharge': selfDischarge(profile) };
      return {
        unit: 'J',
        // Currents asleep, of sensor and radio come from data sheets, whatever was measured.
        origin: weaker(weakest, 'modelled'),
        per_day: Object.entries(parts).map(([part, J]) => ({ part, J })),
      };
    },
  };
};
