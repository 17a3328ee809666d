import { metricNamed } from '../../acceptance/index.ts';
import { nearest } from '../../documents/nearest.ts';
import type { Plan } from '../../schemas/types/plan.ts';

type Criterion = Plan['criteria'][number];

/** What a comparison misses in its suite, and what to write. */
export interface Lack {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

interface Available {
  readonly hasBaseline: boolean;
  readonly tags?: ReadonlySet<string>;
}

const undeliverable = (message: string, hint: string): Lack => ({
  code: 'METRIC_UNDELIVERABLE',
  message,
  hint,
});

const changeLacks = (criterion: Criterion, { hasBaseline }: Available): Lack | undefined => {
  const family = metricNamed(criterion.metric)?.family;
  if (!hasBaseline) {
    return undeliverable(
      'a change is limited against a baseline, and the suite names none',
      'Add `builds: {baseline: {run: FOLDER}}`.',
    );
  }
  if (criterion.in_every.length > 0) {
    return undeliverable(
      'a change against the baseline is judged over all conditions together',
      'Leave out `in-every`, or ask for the value itself in every condition.',
    );
  }
  if (family === 'paired-difference' || family === 'gap' || criterion.statistic === 'every') {
    return undeliverable(
      `"${criterion.metric}" has no change to limit${criterion.statistic === 'every' ? ' where every value counts' : ''}`,
      'Leave out `against`, or limit the change of a share, a quantile, a mean or a rate.',
    );
  }
  return undefined;
};

const gapLacks = (criterion: Criterion, { tags }: Available): Lack | undefined => {
  const { between, op, in_every: conditions } = criterion;
  if (between === undefined) {
    return undeliverable(
      'a gap lies between groups of events, and the criterion names no tag for them',
      'Add `between: TAG`, such as `between: user-group`.',
    );
  }
  if (op.startsWith('>')) {
    return undeliverable('a gap is limited from above', 'Write `<=`, such as "<= 5 points".');
  }
  if (conditions.length > 0) {
    return undeliverable(
      'a gap is taken over all conditions together',
      'Leave out `in-every`, or add a criterion of the share itself in every condition.',
    );
  }
  if (!tags || tags.has(between)) return undefined;
  const meant = nearest(between, tags);
  return {
    code: 'TAG_UNKNOWN',
    message: `no stimulus carries the tag "${between}"`,
    hint: meant ? `Did you mean "${meant}"?` : `Tags: ${[...tags].join(', ') || 'none'}.`,
  };
};

/** Why a change or a gap cannot be taken as the criterion asks, or undefined where it can. */
export const comparisonLacks = (criterion: Criterion, available: Available): Lack | undefined => {
  if (criterion.against !== undefined) return changeLacks(criterion, available);
  if (metricNamed(criterion.metric)?.family === 'gap') return gapLacks(criterion, available);
  return criterion.between === undefined
    ? undefined
    : undeliverable(
        '`between` names the groups of a gap, and this is none',
        'Write "gap(accuracy) <= 5 points", or leave `between` out.',
      );
};
