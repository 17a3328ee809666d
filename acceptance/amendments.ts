import type { Plan } from '../schemas/types/plan.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';

export type Amendments = AcceptanceRecord['amendments'];

/** Who judges with other limits than the frozen ones, and why. */
export interface Amender {
  readonly by: string;
  readonly why: string;
}

type Planned = Plan['criteria'][number];

/** All of a criterion that moves its verdict, in words. */
const inWords = (criterion: Planned): string => {
  const { expect, in_every, accept, required, scenario, waiver } = criterion;
  const { between, against, population, sequential, expected } = criterion;
  return [
    expect,
    in_every.length > 0 ? `in every ${in_every.join(', ')}` : '',
    between === undefined ? '' : `between ${between}`,
    against === undefined ? '' : `against the ${against}`,
    population === undefined ? '' : `${population} population`,
    sequential === undefined ? '' : `judged by ${sequential}`,
    expected === undefined ? '' : `expected ${expected.value} ${expected.unit}`,
    scenario === undefined ? '' : `in ${scenario}`,
    `accept ${accept}`,
    required ? '' : 'not required',
    waiver
      ? `waived until ${waiver.expires} (${waiver.reason}; owner ${waiver.owner}, approved by ${waiver.approver})`
      : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
};

/** Settings of the plan that move every verdict. */
const settings = (plan: Plan): Record<string, string> => ({
  claim: plan.claim,
  confidence: `${Number((plan.confidence * 100).toFixed(6))} %`,
  'icc-floor': String(plan.icc_floor),
  looks: String(plan.looks ?? 1),
  'allow-rejected': `${Number(((plan.allow_rejected ?? 0) * 100).toFixed(6))} %`,
  flaky: plan.flaky ?? 'fail',
  'negative-class': plan.negative_class,
  'at-least': String(plan.at_least),
  scenarios: plan.scenarios.map(({ id }) => id).join(', ') || 'any',
  profile: JSON.stringify(plan.profile),
});

/**
 * Every difference between the plan that was frozen before the first sample and the one that is
 * judged by: criteria moved, added or left out, and settings that bear on all of them.
 */
export const amendmentsOf = (frozen: Plan, judged: Plan, amender: Amender): Amendments => {
  const before = new Map(frozen.criteria.map((criterion) => [criterion.id, criterion]));
  const after = new Map(judged.criteria.map((criterion) => [criterion.id, criterion]));
  const changes: Amendments = [];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(id), after.get(id)];
    const [old, now] = [from ? inWords(from) : 'absent', to ? inWords(to) : 'left out'];
    if (old === now) continue;
    // Where only the limit moved, the two texts alone say it best.
    const short = from && to && inWords({ ...from, expect: to.expect }) === now;
    changes.push({
      criterion: id,
      from: short ? from.expect : old,
      to: short ? to.expect : now,
      ...amender,
    });
  }
  const [old, now] = [settings(frozen), settings(judged)];
  for (const name of Object.keys(old)) {
    if (old[name] !== now[name]) {
      changes.push({ criterion: name, from: old[name]!, to: now[name]!, ...amender });
    }
  }
  return changes;
};
