import type { CriterionRow, ReportModel } from '../schemas/types/report-model.ts';
import { account } from './account.ts';
import { isGo } from './decided.ts';
import { type Annotation, command } from './github/commands.ts';
import { spelledOut, spelledOutDocument } from './inert.ts';
import { renderMarkdown } from './markdown.ts';
import { count, name } from './model/format.ts';
import { worstFirst } from './model/worst-first.ts';
import type { Reporter } from './reporter.ts';

/** What GitHub shows of a step, of each level; it drops the others without a word. */
const most = 10;

type Shown = Omit<ReportModel, 'record'>;

const levels = { fail: 'error', error: 'error', inconclusive: 'warning', pass: 'notice' } as const;

/** Only a go is good news; whatever else was decided is red, also where no criterion failed. */
const decided = ({ decision, summary, confidence }: Shown): Annotation => ({
  level: isGo(decision) ? 'notice' : 'error',
  title: [decision.label, ...decision.marks].join(', '),
  message: `${decision.reason}\n${summary.tally}, at ${confidence} confidence.`,
});

const annotation = (row: CriterionRow, columns: ReadonlyMap<string, number>): Annotation => ({
  level: levels[row.outcome],
  title: `${row.word} ${row.id}: ${row.title}`,
  message: account(row),
  file: row.place?.file,
  line: row.place?.line ?? undefined,
  col: columns.get(row.id),
});

/** As many as are shown; where there are more, the last says how many and which. */
const capped = (annotations: readonly Annotation[], level: Annotation['level']): Annotation[] => {
  const all = annotations.filter((each) => each.level === level);
  if (all.length <= most) return all;
  const rest = all.slice(most - 1);
  const titles = rest.slice(0, 20).map(({ title }) => name(title, 60));
  const message = `${titles.join('\n')}${rest.length > titles.length ? '\n…' : ''}`;
  return [
    ...all.slice(0, most - 1),
    { level, title: `${count(rest.length)} more, see the report`, message },
  ];
};

const renderAnnotations = ({ record, ...model }: ReportModel): string => {
  const shown = spelledOutDocument(model, (text) => spelledOut(text, () => true));
  const columns = new Map(
    record.criteria.flatMap(({ where }, index): [string, number][] => {
      const id = shown.criteria[index]?.id;
      return id === undefined || where?.column === undefined ? [] : [[id, where.column]];
    }),
  );
  const open = worstFirst(shown.criteria).filter(({ outcome }) => outcome !== 'pass');
  const all = [decided(shown), ...open.map((row) => annotation(row, columns))];
  return (['error', 'warning', 'notice'] as const)
    .flatMap((level) => capped(all, level))
    .map(command)
    .join('');
};

/** Annotations of a GitHub job on standard output, and the report on its summary page. */
export const github: Reporter = {
  id: 'github',
  file: 'annotations.txt',
  to: 'stdout',
  render: renderAnnotations,
  summary: renderMarkdown,
};
