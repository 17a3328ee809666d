import type { AcceptanceRecord } from '../../schemas/types/record.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';

type Series = AcceptanceRecord['series'];

/** Confusion matrix and accuracy by condition, for display. */
export interface AnswerCollector {
  readonly add: (event: TelemetryEvent) => void;
  readonly finish: () => Pick<Series, 'confusion' | 'conditions'>;
}

interface Tally {
  n: number;
  right: number;
}

const byText = ([a]: [string, unknown], [b]: [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

const confusionOf = (
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Series['confusion'] => {
  if (counts.size === 0) return null;
  const answers = [...counts.values()].flatMap((row) => [...row.keys()]);
  const labels = [...new Set([...counts.keys(), ...answers])].toSorted();
  const rows = labels.map((truth) => labels.map((label) => counts.get(truth)?.get(label) ?? 0));
  const classes = labels.map((label, i) => {
    const n = rows[i]!.reduce((sum, count) => sum + count, 0);
    const answered = rows.reduce((sum, row) => sum + row[i]!, 0);
    const hits = rows[i]![i]!;
    return {
      label,
      n,
      recall: n === 0 ? null : hits / n,
      precision: answered === 0 ? null : hits / answered,
    };
  });
  return { labels, rows, classes };
};

export const createAnswerCollector = (): AnswerCollector => {
  const counts = new Map<string, Map<string, number>>();
  const conditions = new Map<string, Map<string, Tally>>();
  return {
    add: ({ kind, truth, label, tags }) => {
      if (kind !== 'inference' || truth === undefined || label === undefined) return;
      let row = counts.get(truth);
      if (!row) counts.set(truth, (row = new Map()));
      row.set(label, (row.get(label) ?? 0) + 1);
      if (tags === undefined) return;
      for (const tag in tags) {
        const value = tags[tag]!;
        let values = conditions.get(tag);
        if (!values) conditions.set(tag, (values = new Map()));
        let tally = values.get(value);
        if (!tally) values.set(value, (tally = { n: 0, right: 0 }));
        tally.n += 1;
        if (label === truth) tally.right += 1;
      }
    },
    finish: () => ({
      confusion: confusionOf(counts),
      conditions: [...conditions].toSorted(byText).flatMap(([tag, values]) =>
        [...values].toSorted(byText).map(([value, { n, right }]) => ({
          tag,
          value,
          n,
          accuracy: n === 0 ? null : right / n,
        })),
      ),
    }),
  };
};
