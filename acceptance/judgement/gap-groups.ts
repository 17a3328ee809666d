import type { Criterion, Plan } from '../../schemas/types/plan.ts';
import type { Gathered } from '../aggregation/accumulator.ts';
import { valueIn } from '../aggregation/conditions.ts';
import type { Claim, Judgement } from '../families/family.ts';
import { judgeGap, type Group } from '../families/gap.ts';
import { counted } from '../families/number-words.ts';
import { errorJudgement, withheld } from '../families/undecided.ts';

/** Groups of the criterion, those included that the plan's stimuli hold and no event came from. */
const groupsOf = (criterion: Criterion, plan: Plan, gathered: Gathered): Group[] => {
  const { between = '', scenario } = criterion;
  const seen = gathered.slices.filter(({ tag }) => tag === between);
  const known = new Set(seen.map(({ value }) => value));
  const planned = plan.scenarios
    .filter(({ id }) => scenario === undefined || id === scenario)
    .flatMap(({ slices = {} }) =>
      Object.entries(slices).flatMap(([key, count]) =>
        count > 0 ? (valueIn(key, between) ?? []) : [],
      ),
    );
  const unseen = [...new Set(planned)].filter((value) => !known.has(value));
  return [...seen, ...unseen.map((value) => ({ value, clusters: [] }))].toSorted((a, b) =>
    a.value < b.value ? -1 : 1,
  );
};

/** Judges a gap between the groups of a tag. */
export const judgeGapBetween = (
  criterion: Criterion,
  plan: Plan,
  gathered: Gathered,
  claim: Claim,
): Judgement => {
  const { between } = criterion;
  if (between === undefined) {
    return errorJudgement(claim, 'none', 'the criterion names no tag to take a gap between');
  }
  const judgement = judgeGap(groupsOf(criterion, plan, gathered), claim);
  const without = gathered.untagged.get(between) ?? 0;
  return withheld(
    judgement,
    without > 0
      ? `${counted(without, 'event')} ${without === 1 ? 'lacks' : 'lack'} the tag ${between} and may belong to any group`
      : undefined,
  );
};
