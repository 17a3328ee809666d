import { availability } from '../statistics/reliability.ts';
import type { Transform } from './family.ts';

/**
 * Share of time up, in %, of a device that stops so often a day of time up and each time is down
 * for so many days. A repair that takes no time leaves a device always up.
 */
export const uptimeOf = (repairDays: number): Transform => ({
  apply: (stops) => 100 * availability(1, stops * repairDays),
  falling: true,
  invert: (percent) => (100 / percent - 1) / repairDays,
});
