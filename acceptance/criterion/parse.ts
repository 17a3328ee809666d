import { PilotError, type Place } from '../../documents/pilot-error.ts';
import type { Criterion } from '../../schemas/types/plan.ts';
import { readGrammar, type Fail } from './grammar.ts';
import { readLimit } from './limit.ts';
import { readTerm } from './term.ts';
import type { Span } from './tokens.ts';

/** What the notation says: the part of a plan's criterion that is read from its text. */
export type ParsedCriterion = Pick<
  Criterion,
  'expect' | 'metric' | 'argument' | 'of_class' | 'statistic' | 'op' | 'limit'
>;

/** Turns a stretch of the text into a place in the file that holds it. */
export type Locate = (span: Span) => Place | undefined;

/**
 * Reads one criterion.
 *
 *     criterion = term op number [ unit ]
 *     term      = statistic "(" metric ")" | metric [ "(" argument ")" ]
 *     statistic = "median" | "mean" | "every" | "p" digits [ "." digits ]
 *     argument  = class name | metric [ "(" class name ")" ]
 *     op        = "<=" | "<" | ">=" | ">"
 *
 * Throws CRITERION_SYNTAX, METRIC_UNKNOWN, STATISTIC_UNKNOWN, ARGUMENT_MISSING, ARGUMENT_UNKNOWN,
 * UNIT_UNKNOWN, UNIT_MISMATCH or LIMIT_RANGE, each with the place that `locate` gives for the
 * stretch of text at fault. With `change` the limit is that of a change against a baseline.
 */
export const parseCriterion = (
  text: string,
  locate: Locate = () => undefined,
  { change = false }: { readonly change?: boolean } = {},
): ParsedCriterion => {
  const fail: Fail = (code, message, hint, span) => {
    throw new PilotError({ code, message: `"${text}": ${message}`, hint, where: locate(span) });
  };
  const written = readGrammar(text, fail);
  const { metric, statistic, argument, ofClass } = readTerm(written, fail);
  const limit = readLimit(written, metric, change, fail);
  return {
    expect: text,
    metric: metric.id,
    ...(argument ? { argument: argument.text } : {}),
    ...(ofClass ? { of_class: ofClass.text } : {}),
    statistic,
    op: written.op.text as Criterion['op'],
    limit,
  };
};
