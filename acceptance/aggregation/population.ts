import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { counted } from '../families/number-words.ts';

/** A list of samples on devices in no particular order, with what each should be answered. */
export interface Roll {
  readonly add: (device: string, sample: string, truth: string | undefined) => void;
  readonly size: () => number;
  /** Same for the same entries, each as often, in any order. */
  readonly digest: () => string;
}

const hashOf = (start: number, texts: readonly string[]): number => {
  let hash = start;
  for (const text of texts) {
    hash = Math.imul(hash ^ text.length, 0x9e3779b1);
    for (let i = 0; i < text.length; i += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x85ebca6b);
      hash ^= hash >>> 13;
    }
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return (hash ^ (hash >>> 15)) >>> 0;
};

const hex = (sum: number): string => sum.toString(16).padStart(8, '0');

export const createRoll = (): Roll => {
  let [size, first, second] = [0, 0, 0];
  return {
    add: (device, sample, truth) => {
      const entry = [device, sample, truth === undefined ? '' : `=${truth}`];
      size += 1;
      first = (first + hashOf(1, entry)) >>> 0;
      second = (second + hashOf(2, entry)) >>> 0;
    },
    size: () => size,
    digest: () => `${size}-${hex(first)}${hex(second)}`,
  };
};

/** Watches whether events are all of a population, each once. */
export interface PopulationWatch {
  readonly see: (event: TelemetryEvent) => void;
  /** Why the events of the criterion's scenarios are not just the planned ones, if they are not. */
  readonly gapOf: (criterion: Criterion) => string | undefined;
}

export const createPopulationWatch = ({ scenarios, criteria }: Plan): PopulationWatch => {
  const watched = criteria.some(({ population }) => population === 'complete');
  const rolls = new Map<string | undefined, Roll>();
  return {
    see: ({ kind, scenario, device, sample, truth }) => {
      if (!watched || kind !== 'inference') return;
      let roll = rolls.get(scenario);
      if (!roll) rolls.set(scenario, (roll = createRoll()));
      roll.add(device, sample ?? '', truth);
    },
    gapOf: ({ scenario: only }) => {
      const asked = scenarios.filter(({ id }) => only === undefined || id === only);
      if (asked.length === 0) return 'the plan fixes no list of samples';
      for (const { id, roll: planned, inferences } of asked) {
        if (planned === undefined || inferences === 0) {
          return `the plan fixes no list of samples for ${id}`;
        }
        const seen = rolls.get(id);
        if (seen?.digest() === planned) continue;
        const n = seen?.size() ?? 0;
        return n === inferences
          ? `the ${counted(n, 'inference')} of ${id} are not the planned ones, each once`
          : `the population is not complete: ${counted(n, 'inference')} in ${id}, and ${inferences} are planned`;
      }
      const nameless = only === undefined ? (rolls.get(undefined)?.size() ?? 0) : 0;
      return nameless > 0
        ? `${counted(nameless, 'inference')} ${nameless === 1 ? 'names' : 'name'} no scenario and ${nameless === 1 ? 'is' : 'are'} not planned`
        : undefined;
    },
  };
};
