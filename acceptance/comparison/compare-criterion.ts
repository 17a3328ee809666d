import type { ComparedCriterion, Interval } from '../../schemas/types/comparison.ts';
import type { Criterion } from '../../schemas/types/plan.ts';
import type { Bounds } from '../families/family.ts';
import { toUnit } from '../judgement/units.ts';
import { changeUnit, unknown, type Arms, type Change } from './change.ts';
import { changeOf, doubtOf, faultOf } from './change-of.ts';
import { comparedEntry, type Finding } from './compared-entry.ts';
import { armsOf, impossible, weakness, type ComparedRuns } from './compared-runs.ts';
import { beyondChange, type Beyond } from './quantile-change.ts';
import { subjectOf, type Subject } from './subject.ts';
import { provenBy, withTail } from './verdict.ts';

const nothing: Change = {
  bounds: unknown,
  method: 'none',
  paired: false,
  devices: [],
  display: [],
};

const interval = (bounds: Bounds, from: string, unit = from): Interval => {
  const convert = toUnit(from, unit);
  return {
    estimate: convert(bounds.estimate),
    lower: convert(bounds.lower),
    upper: convert(bounds.upper),
    unit,
  };
};

const tailOf = ({ baseline, candidate, change }: Beyond): ComparedCriterion['beyond'] => ({
  baseline: interval(baseline, '%'),
  candidate: interval(candidate, '%'),
  difference: interval(change, 'points'),
});

/** What the change proves: of the worst event nothing, which two runs of one build differ in too. */
const limitsOf = ({ bounds }: Change, { criterion }: Subject): Bounds =>
  criterion.statistic === 'every' ? { ...unknown, estimate: bounds.estimate } : bounds;

const findingOf = (subject: Subject, arms: Arms, { incomplete }: ComparedRuns): Finding => {
  const { original, metric, better, unit, limit } = subject;
  const change = changeOf(arms);
  const bounds = limitsOf(change, subject);
  const tail = limit && beyondChange(arms, limit);
  const beyond = tail && tailOf(tail);
  const shown = {
    change,
    difference: interval(bounds, changeUnit(metric), changeUnit({ unit })),
    ...(beyond ? { beyond } : {}),
  };
  const cut = metric.from === 'build' ? undefined : incomplete;
  const doubt = cut ?? doubtOf(arms) ?? change.reason;
  if (doubt !== undefined) return { ...shown, verdict: 'no-proof', reason: doubt };
  const value = provenBy(bounds, better);
  const verdict = tail ? withTail(value, provenBy(tail.change, 'lower')) : value;
  const weak = verdict === 'better' ? weakness(arms, original) : undefined;
  return weak === undefined
    ? { ...shown, verdict }
    : { ...shown, verdict: 'no-proof', reason: weak };
};

/** Compares one criterion of the candidate's plan over both runs. Throws METRIC_UNKNOWN. */
export const compareCriterion = (original: Criterion, runs: ComparedRuns): ComparedCriterion => {
  const subject = subjectOf(original);
  const { criterion, metric } = subject;
  const arms = armsOf(criterion, metric, runs);
  const fault = impossible(criterion, metric, runs) ?? (arms && faultOf(arms, runs.plan));
  if (!arms || fault !== undefined) {
    const reason = fault ?? 'no event tells anything about it';
    return comparedEntry(subject, arms, runs.plan, { verdict: 'error', change: nothing, reason });
  }
  return comparedEntry(subject, arms, runs.plan, findingOf(subject, arms, runs));
};
