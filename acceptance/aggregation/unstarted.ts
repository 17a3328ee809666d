import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { bySession } from './by-session.ts';

/** Finds sessions whose boot is in no event: nobody knows why those devices restarted. */
export interface BootWatch {
  readonly see: (event: TelemetryEvent) => void;
  /** Such sessions, but for one of each device: it may have begun before the recording did. */
  readonly unstarted: () => number;
}

export const createBootWatch = (): BootWatch => {
  /** Sessions without a boot so far, by device. */
  const without = new Map<string, number>();
  const sessionOf = bySession(() => ({ seen: false, booted: false }));
  const change = (device: string, by: number): void => {
    without.set(device, (without.get(device) ?? 0) + by);
  };
  return {
    see: (event) => {
      const session = sessionOf(event);
      if (!session.seen) change(event.device, 1);
      session.seen = true;
      if (event.kind !== 'boot' || session.booted) return;
      session.booted = true;
      change(event.device, -1);
    },
    unstarted: () => [...without.values()].reduce((sum, own) => sum + Math.max(0, own - 1), 0),
  };
};
