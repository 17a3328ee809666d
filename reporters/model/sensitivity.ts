import type { Criterion } from '../../schemas/types/record.ts';
import type { CriterionRow } from '../../schemas/types/report-model.ts';
import { sides } from './claim.ts';
import { bound, fixed, percent } from './format.ts';
import { verdictWord } from './words.ts';

type Setting = Criterion['sensitivity'][number];

const distinct = (values: readonly number[]): number[] =>
  [...new Set(values)].toSorted((a, b) => a - b);

const other = { lower: 'upper', upper: 'lower' } as const;

/** A fail rests on the optimistic bound, which is said, as its neighbours may rest on the other. */
const boundOf = (
  { outcome, bound: value, unit = '' }: Setting,
  pessimistic: 'lower' | 'upper',
): string => {
  if (outcome !== 'fail' || value === null) return bound(value, unit, null, pessimistic);
  const side = other[pessimistic];
  return `${sides[side]} ${bound(value, unit, null, side)}`;
};

const cellOf = (
  setting: Setting,
  pessimistic: 'lower' | 'upper',
): NonNullable<CriterionRow['sensitivity']>['rows'][number]['cells'][number] => ({
  outcome: setting.outcome,
  word: verdictWord[setting.outcome],
  bound: boundOf(setting, pessimistic),
});

/** The verdict under other correlation floors (rows) and confidences (columns). */
export const sensitivityOf = (criterion: Criterion): CriterionRow['sensitivity'] => {
  const settings = criterion.sensitivity;
  const { proportion, result, op } = criterion;
  const decided =
    proportion?.decisive ?? result?.decisive ?? (op.startsWith('<') ? 'upper' : 'lower');
  const pessimistic = criterion.outcome === 'fail' ? other[decided] : decided;
  if (settings.length === 0) return null;
  const confidences = distinct(settings.map(({ confidence }) => confidence));
  const floors = distinct(settings.map(({ icc_floor }) => icc_floor));
  return {
    heads: confidences.map((confidence) => `${percent(confidence, 0)} confidence`),
    rows: floors.map((floor) => ({
      label: fixed(floor, 2),
      cells: confidences.flatMap((confidence) =>
        settings
          .filter((setting) => setting.icc_floor === floor && setting.confidence === confidence)
          .slice(0, 1)
          .map((setting) => cellOf(setting, pessimistic)),
      ),
    })),
  };
};
