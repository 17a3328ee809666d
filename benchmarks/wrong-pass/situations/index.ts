import type { Situation } from '../situation.ts';
import { falseAlarms } from './alarms.ts';
import { dropOfFewDevices, dropOfHardDevices } from './drops.ts';
import { energy } from './energy.ts';
import { latency } from './latency.ts';
import { accuracyAtLeast } from './shares.ts';

/** Every situation, in the order of the page. */
export const situations: readonly Situation[] = [
  accuracyAtLeast(95, 98, { limit: 20_000, better: 1000 }),
  accuracyAtLeast(90, 96, { limit: 4000, better: 1000 }),
  latency,
  dropOfHardDevices(200),
  dropOfFewDevices(200),
  falseAlarms,
  energy,
];
