import type {
  AcceptanceRecord,
  Business,
  Criterion,
  Interval,
} from '../../schemas/types/record.ts';
import { boundOf, estimateOf, limitOf } from './claim.ts';
import { fixed, inUnit, money } from './format.ts';
import { verdictWord } from './words.ts';

/** A number as a sentence writes it, and how far its last digit lets the true one be away. */
interface Written {
  readonly value: number;
  readonly step: number;
}

const numbersIn = (sentence: string): Written[] =>
  [...sentence.matchAll(/(?<![\w.])[-−]?\d[\d,]*(?:\.\d+)?/gu)].map(([text]) => {
    const plain = text.replaceAll(',', '').replace('−', '-');
    const decimals = plain.split('.')[1]?.length ?? 0;
    return { value: Number(plain), step: 10 ** -decimals };
  });

/** Rounded to the nearest, a number lies within half a step of what is written; a bound within one. */
const reads = (written: readonly Written[], value: number, of: 'estimate' | 'bound'): boolean => {
  const steps = of === 'estimate' ? 0.5 : 1;
  return written.some(
    (one) => Math.abs(one.value - value) <= steps * one.step * (1 + 1e-6) + Math.abs(value) * 1e-9,
  );
};

const inLimitUnit = (part: Interval['estimate'], unit: string): number[] =>
  part.value === null ? [] : [part.value, inUnit(part.value, part.unit, unit)];

/**
 * Whether a criterion's sentence says what its figures say: its value, and the bound it names. A
 * record is a file, and whoever edits a figure in it leaves the sentence as it was.
 */
export const saysItsFigures = ({ sentence, result, proportion, limit }: Criterion): boolean => {
  // What is required is no figure of this run, and may carry the same words.
  const said = sentence.replace(/\(required: [^)]*\)/gu, '');
  const written = numbersIn(said);
  const values = result ? inLimitUnit(result.estimate, limit.unit) : [];
  if (values.length > 0 && !values.some((value) => reads(written, value, 'estimate'))) return false;
  if (!/(?:it is|proves only|^[^:]*:) at (?:least|most) [-−\d]/u.test(said)) return true;
  const side = result?.decisive;
  const bounds = [
    ...(result && side ? inLimitUnit(result[side], limit.unit) : []),
    ...(proportion?.decisive ? inLimitUnit(proportion[proportion.decisive], '%') : []),
  ];
  return bounds.length === 0 || bounds.some((bound) => reads(written, bound, 'bound'));
};

/** A sentence made of the figures alone. */
const retold = (criterion: Criterion): string =>
  `${criterion.title}: ${estimateOf(criterion)}, ${boundOf(criterion)}; required ${limitOf(criterion)}; verdict ${verdictWord[criterion.outcome].toLowerCase()}.`;

/** The sentence of a case, made anew where it does not name the net present value beside it. */
const caseRetold = (business: Business): Business => {
  const { npv, currency, locale, lasting_payback_months: lasting, sentence } = business;
  if (npv.base === null) return business;
  const said = money(Math.round(npv.base), currency, locale);
  if (sentence.includes(said)) return business;
  const back =
    lasting.base === null
      ? `no lasting payback within ${business.horizon_months} months`
      : `lasting payback after ${fixed(lasting.base, 1)} months`;
  return { ...business, sentence: `In the expected scenario: net present value ${said}, ${back}.` };
};

/**
 * The record with sentences that agree with its figures: one that does not is made anew and its
 * subject named in `retold`, since no two outputs may name two numbers for one thing.
 */
export const withOwnFigures = (
  record: AcceptanceRecord,
): { readonly record: AcceptanceRecord; readonly retold: readonly string[] } => {
  const strayed = record.criteria.filter((criterion) => !saysItsFigures(criterion));
  const business = record.business && caseRetold(record.business);
  const retoldCase = business === record.business ? [] : ['the business case'];
  const criteria = record.criteria.map((criterion) =>
    strayed.includes(criterion) ? { ...criterion, sentence: retold(criterion) } : criterion,
  );
  return {
    record: { ...record, criteria, business },
    retold: [...strayed.map(({ id }) => id), ...retoldCase],
  };
};
