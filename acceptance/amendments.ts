import type { Plan } from '../schemas/types/plan.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';

export type Amendments = AcceptanceRecord['amendments'];

/** Who judges with other limits than the frozen ones, and why. */
export interface Amender {
  readonly by: string;
  readonly why: string;
  /** The business case that is judged by, as a file name with its digest, where there is one. */
  readonly business?: string;
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

/** A document of a run in words: its file name and enough of its digest to tell it from others. */
export const documentInWords = ({
  path,
  sha256,
}: Pick<Plan['inputs'][number], 'path' | 'sha256'>): string =>
  `${path.split('/').at(-1)} (sha256 ${sha256.slice(0, 12)})`;

/** What the business case was and is, where it is another one. */
const businessChange = (
  frozen: Plan,
  judged: Plan,
  { business = 'another case' }: Amender,
): { from: string; to: string }[] => {
  if (JSON.stringify(frozen.business) === JSON.stringify(judged.business)) return [];
  const file = frozen.inputs.find(({ role }) => role === 'business');
  const before = file === undefined ? 'the frozen case' : documentInWords(file);
  return [
    {
      from: frozen.business === null ? 'absent' : before,
      to: judged.business === null ? 'left out' : business,
    },
  ];
};

/**
 * Every difference between the plan that was frozen before the first sample and the one that is
 * judged by: criteria moved, added or left out, settings that bear on all of
 * them, and the business case.
 */
export const amendmentsOf = (frozen: Plan, judged: Plan, amender: Amender): Amendments => {
  const before = new Map(frozen.criteria.map((criterion) => [criterion.id, criterion]));
  const after = new Map(judged.criteria.map((criterion) => [criterion.id, criterion]));
  const { by, why } = amender;
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
      by,
      why,
    });
  }
  const [old, now] = [settings(frozen), settings(judged)];
  for (const name of Object.keys(old)) {
    if (old[name] !== now[name]) {
      changes.push({ criterion: name, from: old[name]!, to: now[name]!, by, why });
    }
  }
  for (const change of businessChange(frozen, judged, amender)) {
    changes.push({ criterion: 'business', ...change, by, why });
  }
  return changes;
};
