import type { Claim } from '../../acceptance/families/family.ts';
import { familyOf } from '../../acceptance/families/index.ts';
import { createRandom } from '../../acceptance/statistics/random.ts';
import { clustersOf, type Situation, type Truth } from './situation.ts';

/** One cell of the table: a situation, a number of devices, how alike their events are. */
export interface Cell {
  readonly situation: Situation;
  readonly devices: number;
  readonly value: number;
  readonly truth: Truth;
}

/** Shares of the simulated pilots that pass, between 0 and 1. */
export interface Measured {
  readonly repetitions: number;
  readonly passed: number;
  readonly passedNaively: number;
}

/** What a suite claims that sets nothing itself. */
const DEFAULT_RULES = {
  confidence: 0.95,
  iccFloor: 0.05,
  scope: 'fleet',
  leastDevices: 0,
} as const;

/** Number of a text, so that every cell has random numbers of its own (FNV-1a). */
const numberOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  }
  return hash >>> 0;
};

/** Judges pilots of one cell by the product's own family and counts what passes. */
export const measure = (
  { situation, devices, value, truth }: Cell,
  seed: number,
  repetitions: number,
  rules: Partial<Claim> = {},
): Measured => {
  const { metric, claim, id, draw, passesNaively } = situation;
  const random = createRandom(numberOf(`${seed}/${id}/${devices}/${value}/${truth}`));
  const family = familyOf(metric);
  let [passed, passedNaively] = [0, 0];
  for (let i = 0; i < repetitions; i += 1) {
    const statistics = draw(random, devices, value, truth);
    const full = { ...DEFAULT_RULES, unit: metric.unit, seed: i, ...claim, ...rules };
    if (family.judge(clustersOf(statistics), full).outcome === 'pass') passed += 1;
    if (passesNaively(statistics)) passedNaively += 1;
  }
  return {
    repetitions,
    passed: passed / repetitions,
    passedNaively: passedNaively / repetitions,
  };
};

/** Monte-Carlo standard error of a share; one more of each kind, so that none seen is not none. */
export const standardError = (share: number, repetitions: number): number => {
  const smoothed = (share * repetitions + 1) / (repetitions + 2);
  return Math.sqrt((smoothed * (1 - smoothed)) / repetitions);
};
