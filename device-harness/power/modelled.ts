import type { Meter } from '../transports/transport.ts';

/** Supply of a part by state, from its data sheet. */
export interface Currents {
  readonly supply_V: number;
  /** While an inference is computed or any code runs. */
  readonly active_A: number;
  /** While the core waits for an interrupt and the clocks run on. */
  readonly idle_A?: number;
  /** In the deepest sleep the firmware uses. */
  readonly sleep_A: number;
}

/** Energy of the time the marker pin was high, in uJ: time x active current x supply. */
export const inferenceEnergy_uJ = (marked_s: number, currents: Currents): number =>
  marked_s * currents.active_A * currents.supply_V * 1e6;

/**
 * Charge drawn over what the meter saw, in mC. Where the part states no idle current, idle time
 * is charged at the active one: too much rather than too little.
 */
export const charge_mC = ({ active_s, idle_s, sleep_s }: Meter, currents: Currents): number => {
  const { active_A, idle_A = active_A, sleep_A } = currents;
  return (active_s * active_A + idle_s * idle_A + sleep_s * sleep_A) * 1e3;
};
