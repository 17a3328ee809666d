import type { Evidence } from '../../schemas/types/evidence.ts';
import type { Criterion, Plan } from '../../schemas/types/plan.ts';

/** A run as it was planned and as it was. */
export interface Run {
  readonly plan: Plan;
  readonly evidence: Evidence;
}

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.join(', ');

/** A sentence where what is said of the two differs. */
const differ = (what: string, before: string, after: string): string[] =>
  before === after ? [] : [`${what}: ${before} in the baseline, ${after} in the candidate.`];

/** The build that a run tested. */
export const testedBuild = ({ evidence }: Run): Evidence['builds'][number] | undefined =>
  evidence.builds.find(({ role }) => role === 'candidate');

/** Models the devices named, in order. */
export const modelsOf = ({ evidence }: Run): string[] =>
  [...new Set(evidence.devices.flatMap(({ model }) => model ?? []))].toSorted();

const buildOf = (run: Run): string => {
  const build = testedBuild(run);
  if (!build) return 'none named';
  return `${build.id}${build.version === undefined ? '' : ` ${build.version}`} (${build.sha256.slice(0, 12)})`;
};

const devicesOf = ({ evidence }: Run): string =>
  listed(evidence.devices.map(({ id }) => id).toSorted());

const originsOf = ({ evidence }: Run): string =>
  listed([...new Set(evidence.devices.map(({ origin }) => origin))].toSorted());

const scenariosOf = ({ plan }: Run): string => listed(plan.scenarios.map(({ id }) => id));

const asked = ({ expect, in_every: conditions, scenario, against }: Criterion): string =>
  [
    expect,
    ...(scenario === undefined ? [] : [`in ${scenario}`]),
    ...(conditions.length === 0 ? [] : [`in every ${conditions.join(', ')}`]),
    ...(against === undefined ? [] : ['against the baseline']),
  ].join(', ');

const limitsDiffer = (baseline: Plan, candidate: Plan): string[] => {
  const before = new Map(baseline.criteria.map((criterion) => [criterion.id, criterion]));
  const after = new Set(candidate.criteria.map(({ id }) => id));
  const changed = candidate.criteria.flatMap((criterion) => {
    const other = before.get(criterion.id);
    return other === undefined ? [] : differ(criterion.id, asked(other), asked(criterion));
  });
  const only = (where: string, ids: readonly string[]): string[] =>
    ids.length === 0 ? [] : [`Only the suite of the ${where} asks for: ${ids.join(', ')}.`];
  return [
    ...changed,
    ...only(
      'baseline',
      [...before.keys()].filter((id) => !after.has(id)),
    ),
    ...only(
      'candidate',
      [...after].filter((id) => !before.has(id)),
    ),
  ];
};

/** In what two runs differ besides what they measured, one sentence each. */
export const differencesBetween = (baseline: Run, candidate: Run): string[] => {
  const [before, after] = [baseline.plan, candidate.plan];
  const of = (what: string, tell: (run: Run) => string): string[] =>
    differ(what, tell(baseline), tell(candidate));
  return [
    ...of('Suite', ({ plan }) => plan.suite.id),
    ...of('Suite version', ({ plan }) => String(plan.suite.version)),
    ...limitsDiffer(before, after),
    ...of('Scenarios', scenariosOf),
    ...of('Build', buildOf),
    ...of('Model', (run) => listed(modelsOf(run))),
    ...of('Board', (run) => testedBuild(run)?.part ?? 'none named'),
    ...of('Devices', devicesOf),
    ...of('Origin', originsOf),
    ...of('Profile', ({ plan }) => plan.profile?.id ?? 'none'),
  ];
};
