// `npx jiti benchmarks/wrong-pass/least-correlation.ts [REPETITIONS]`: wrong passes of a drop at the
// margin for several least correlations of the differences, as docs/decisions/005 quotes them.
import { PAIRED_SHARE_OF_FLOOR } from '../../acceptance/families/paired-difference.ts';
import { measure } from './measure.ts';
import { dropOfFewDevices, dropOfHardDevices } from './situations/drops.ts';

const FLOORS = [0, 0.005, 0.01, 0.02, 0.05];
const repetitions = Number(process.argv[2] ?? 4000);

for (const [situations, values] of [
  [dropOfHardDevices, [0, 0.05, 0.1, 0.3]],
  [dropOfFewDevices, [0.05]],
] as const) {
  for (const value of values) {
    for (const situation of [100, 200, 320].map(situations)) {
      for (const devices of [5, 8, 20]) {
        const cell = { situation, devices, value, truth: 'limit' as const };
        const shares = FLOORS.map((floor) => {
          const rules = { iccFloor: floor / PAIRED_SHARE_OF_FLOOR };
          return (measure(cell, 1, repetitions, rules).passed * 100).toFixed(1).padStart(5);
        });
        console.log(`${situation.id}, ${devices} devices, ${value}: ${shares.join(' ')}`);
      }
    }
  }
}
