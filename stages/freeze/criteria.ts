import { relative } from 'node:path';
import {
  countedCriterion,
  DEVICE,
  metricNamed,
  parseCriterion,
  tagsOf,
} from '../../acceptance/index.ts';
import { nearest } from '../../documents/nearest.ts';
import { PilotError, type Place } from '../../documents/pilot-error.ts';
import type { Located } from '../../documents/yaml-document.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Suite } from '../../schemas/types/suite.ts';
import { answerLacks, fieldsOfAnswers } from './answers.ts';
import { comparisonLacks, type Lack } from './comparisons.ts';
import { procedureLacks } from './procedures.ts';

export type PlannedCriterion = Plan['criteria'][number];
type Written = Exclude<Suite['criteria'][string], string>;

const list = (value: string | readonly string[] | undefined): string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : [...value];

/** Tags of slices; a combination of tags is one name, its parts in the order written. */
const slicesOf = (written: Written['in-every']): string[] =>
  (written ?? []).map((tag) => (typeof tag === 'string' ? tag : tag.join(' × ')));

const expectedOf = (text: string): NonNullable<PlannedCriterion['expected']> => {
  const [, value = '', unit = ''] =
    /^\s*([^\s%a-z/]+(?:e[+-]?\d+)?)\s*(\S*)\s*$/iu.exec(text) ?? [];
  return { value: Number(value), unit: unit === '' ? '1' : unit };
};

const optional = (written: Written): Partial<PlannedCriterion> => ({
  ...(written.between !== undefined && { between: written.between }),
  ...(written.against !== undefined && { against: written.against }),
  ...(written.population === 'complete' && { population: written.population }),
  ...(written.sequential !== undefined && { sequential: written.sequential }),
  ...(written.expected !== undefined && { expected: expectedOf(written.expected) }),
  ...(written.scenario !== undefined && { scenario: written.scenario }),
  ...(written.waiver !== undefined && { waiver: written.waiver }),
  ...(written.why !== undefined && { why: written.why }),
});

/** The plan names files as whoever started the run would: by a path from where they stand. */
const fromHere = (place: Place): Place => ({ ...place, file: relative('', place.file) });

/** Parses every criterion of a suite; an error stands at its line and column. */
export const parseCriteria = (suite: Located<Suite>): PlannedCriterion[] =>
  Object.entries(suite.value.criteria).map(([id, value]) => {
    const written: Written = typeof value === 'string' ? { expect: value } : value;
    const path = typeof value === 'string' ? ['criteria', id] : ['criteria', id, 'expect'];
    checkScenario(suite, id, written.scenario);
    const change = written.against !== undefined;
    const read = parsed(suite, path, id, written.expect, change);
    const { metric, argument, of_class, statistic, op, limit } = read;
    return {
      id,
      expect: written.expect,
      metric,
      ...(argument !== undefined && { argument }),
      ...(of_class !== undefined && { of_class }),
      statistic,
      op,
      limit: { value: limit.value, unit: limit.unit },
      in_every: slicesOf(written['in-every']),
      covers: list(written.covers),
      accept: written.accept ?? suite.value.accept ?? 'hardware',
      required: written.required ?? true,
      ...optional(written),
      where: fromHere(suite.at(path)),
    };
  });

/** Parses one criterion; its error names the criterion and stands at the word at fault. */
const parsed = (
  suite: Located<Suite>,
  path: readonly string[],
  id: string,
  text: string,
  change: boolean,
): ReturnType<typeof parseCriterion> => {
  try {
    return parseCriterion(text, ({ offset }) => suite.at(path, offset), { change });
  } catch (cause) {
    if (!(cause instanceof PilotError)) throw cause;
    const { code, message, hint, where = suite.at(path) } = cause;
    throw new PilotError({ code, message: `${id}: ${message}`, hint, where, cause });
  }
};

const checkScenario = (suite: Located<Suite>, id: string, scenario?: string): void => {
  const known = Object.keys(suite.value.scenarios ?? {});
  if (scenario === undefined || known.includes(scenario)) return;
  const meant = nearest(scenario, known);
  throw new PilotError({
    code: 'SCENARIO_UNKNOWN',
    message: `${id}: there is no scenario "${scenario}"`,
    hint: meant ? `Did you mean "${meant}"?` : `Scenarios: ${known.join(', ') || 'none'}.`,
    where: suite.at(['criteria', id, 'scenario']),
  });
};

/** What a run of this suite can deliver, against which each criterion is held. */
export interface Delivery {
  readonly fields: Readonly<Record<string, { readonly unit?: string }>>;
  readonly hasBuild: boolean;
  readonly hasBaseline: boolean;
  readonly hasProfile: boolean;
  /** Whether the profile says how long a repair takes. */
  readonly hasRepair?: boolean;
  /** True classes and tag names of the stimuli; undefined where no stimulus is read. */
  readonly truths?: ReadonlySet<string>;
  readonly tags?: ReadonlySet<string>;
  /** Whether what is ingested is held against a list of samples of its own. */
  readonly bringsList?: boolean;
  /** Classes in the order of the scores. */
  readonly labels?: readonly string[] | undefined;
  readonly confidenceThreshold?: number | undefined;
}

const lacks = (criterion: PlannedCriterion, delivery: Delivery): Lack | undefined => {
  const metric = metricNamed(criterion.metric);
  const { argument } = criterion;
  if (!metric) return undefined;
  const lack = comparisonLacks(criterion, delivery) ?? answerLacks(criterion, delivery);
  if (lack) return lack;
  // What a gap is taken of must be delivered too.
  if (metric.family === 'gap') {
    const { between: _groups, ...inner } = countedCriterion(criterion);
    return lacks(inner, delivery);
  }
  const undeliverable = (message: string, hint: string): Lack => ({
    code: 'METRIC_UNDELIVERABLE',
    message,
    hint,
  });
  if (metric.from === 'build' && !delivery.hasBuild) {
    return undeliverable(
      `"${metric.id}" is read from a firmware build and the suite names none`,
      'Add `builds: {candidate: FILE}`.',
    );
  }
  const fields = [
    metric.value,
    metric.per,
    ...fieldsOfAnswers(metric),
    ...(metric.events?.causes ? ['cause'] : []),
  ];
  for (const field of metric.from === 'events' ? fields : []) {
    if (field === undefined) continue;
    if (!Object.hasOwn(delivery.fields, field)) {
      return undeliverable(
        `the telemetry schema has no field "${field}", which "${metric.id}" is computed from`,
        `Add "${field}" to the telemetry schema, or drop the criterion.`,
      );
    }
    const { unit } = delivery.fields[field] ?? {};
    const expected = field === metric.value ? /_([a-zA-Z]+)$/u.exec(field)?.[1] : undefined;
    if (
      unit !== undefined &&
      expected !== undefined &&
      ['us', 'uJ', 'mV', 'ms', 'B'].includes(expected) &&
      unit !== expected
    ) {
      return {
        code: 'UNIT_MISMATCH',
        message: `the telemetry schema gives "${field}" in ${unit}, not in ${expected}`,
        hint: 'A field is in the unit its name ends with.',
      };
    }
  }
  if (metric.family === 'paired-difference' && !delivery.hasBaseline) {
    return undeliverable(
      `"${metric.id}" compares with a baseline and the suite names none`,
      'Add `builds: {baseline: {run: FOLDER}}`.',
    );
  }
  if (metric.daily === 'energy' && !delivery.hasProfile) {
    return undeliverable(
      `"${metric.id}" needs a duty cycle and the currents of the part`,
      'Add `profile: FILE`, and `builds: {candidate: FILE}` for the part.',
    );
  }
  if (metric.derive === 'uptime' && !delivery.hasRepair) {
    return undeliverable(
      `"${metric.id}" needs to know how long an unplanned restart keeps a device down`,
      'Add `repair: 4 h` to the profile, and `builds: {candidate: FILE}` for the part.',
    );
  }
  if (
    metric.argument === 'class' &&
    argument !== undefined &&
    delivery.truths &&
    !delivery.truths.has(argument)
  ) {
    const meant = nearest(argument, delivery.truths);
    return {
      code: 'CLASS_UNKNOWN',
      message: `no stimulus has the true class "${argument}"`,
      hint: meant
        ? `Did you mean "${meant}"?`
        : `Classes: ${[...delivery.truths].join(', ') || 'none'}.`,
    };
  }
  const listed = criterion.population === 'complete' && metric.events?.kind !== 'window';
  if (listed && !delivery.truths && !delivery.bringsList) {
    return undeliverable(
      'a complete population is the list of samples of a scenario, and no scenario names a stimulus',
      'Add `scenarios` with a `stimulus`, or leave out `population`.',
    );
  }
  const procedure = procedureLacks(criterion);
  if (procedure) return procedure;
  const tag = criterion.in_every
    .flatMap(tagsOf)
    .find((name) => name !== DEVICE && delivery.tags && !delivery.tags.has(name));
  if (tag === undefined) return undefined;
  const meant = nearest(tag, delivery.tags ?? []);
  return {
    code: 'TAG_UNKNOWN',
    message: `no stimulus carries the tag "${tag}"`,
    hint: meant
      ? `Did you mean "${meant}"?`
      : `Tags: ${[...(delivery.tags ?? [])].join(', ') || 'none'}.`,
  };
};

/** Refuses a criterion that no run of this suite could ever decide. Throws METRIC_UNDELIVERABLE and kin. */
export const checkDelivery = (criteria: readonly PlannedCriterion[], delivery: Delivery): void => {
  for (const criterion of criteria) {
    const lack = lacks(criterion, delivery);
    if (lack) {
      throw new PilotError({
        ...lack,
        message: `${criterion.id}: ${lack.message}`,
        where: criterion.where,
      });
    }
  }
};
