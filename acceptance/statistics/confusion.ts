/** Counts by truth (row) and prediction (column), and what follows from them. */
export interface ConfusionSummary {
  accuracy: number;
  precision: number[];
  recall: number[];
  f1: number[];
  support: number[];
  macroF1: number;
  weightedF1: number;
  /** Agreement beyond chance (Cohen 1960); 0 where undefined. */
  kappa: number;
  /** Correlation of truth and answer (Matthews 1975; Gorodkin 2004); 0 where undefined. */
  mcc: number;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, i) => total + value * b[i]!, 0);

/** Figures of a square confusion matrix; a zero denominator gives 0. */
export const confusionSummary = (matrix: readonly (readonly number[])[]): ConfusionSummary => {
  const rows = matrix.map(sum);
  const columns = matrix.map((_, column) => sum(matrix.map((row) => row[column] ?? 0)));
  const hits = matrix.map((row, index) => row[index] ?? 0);
  const [total, right] = [sum(rows), sum(hits)];
  const f1 = hits.map((count, i) => ratio(2 * count, rows[i]! + columns[i]!));
  const chance = dot(rows, columns);
  const spread = Math.sqrt(
    (total * total - dot(rows, rows)) * (total * total - dot(columns, columns)),
  );
  return {
    accuracy: ratio(right, total),
    precision: hits.map((count, i) => ratio(count, columns[i]!)),
    recall: hits.map((count, i) => ratio(count, rows[i]!)),
    f1,
    support: rows,
    macroF1: ratio(sum(f1), f1.length),
    weightedF1: ratio(dot(f1, rows), total),
    kappa: ratio(total * right - chance, total * total - chance),
    mcc: ratio(total * right - chance, spread),
  };
};
