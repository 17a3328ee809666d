import type { Evidence } from '../../schemas/types/evidence.ts';
import type { Meter } from '../transports/transport.ts';
import { charge_mC, type Currents } from './modelled.ts';

/** What the meter saw of a device, as evidence.json keeps it; nothing where it has no meter. */
export const powerOf = (
  meter: Meter | undefined,
  currents: Currents | undefined,
): Pick<Evidence['devices'][number], 'power'> => {
  if (!meter) return {};
  const { active_s, idle_s, sleep_s, marked_s } = meter;
  return {
    power: {
      origin: currents ? 'modelled' : 'emulated',
      active_s,
      idle_s,
      sleep_s,
      marked_s,
      ...(currents && { charge_mC: charge_mC(meter, currents) }),
      method: currents ? 'emulated time x data-sheet currents' : 'emulated time',
    },
  };
};
