import type { CriterionRow, ReportModel, Verdict } from '../schemas/types/report-model.ts';
import { engineOf, type Helpers } from './html/engine.ts';
import { templatesOf } from './html/templates.ts';
import { spelledOutDocument } from './inert.ts';
import type { Look } from './look.ts';
import { escapeMarkdown } from './markdown/escape.ts';
import { count } from './model/format.ts';
import { worstFirst } from './model/worst-first.ts';
import type { RenderOptions, Reporter } from './reporter.ts';
import { verdictShapes } from './terminal/paint.ts';

type View = Omit<ReportModel, 'record'> & { readonly worst_first: readonly CriterionRow[] };

/** What the template may call; `first` and `beyond` keep long lists short and say so. */
const helpers: Helpers = {
  sign: (outcome: Verdict) => verdictShapes[outcome],
  first: (most: number, list: readonly unknown[]) => list.slice(0, most),
  beyond: (most: number, list: readonly unknown[]) =>
    list.length > most ? `${count(list.length - most)} more, not shown here.` : null,
};

/** Every string of the view is escaped before; HTML's escaping on top of it would show twice. */
export const compile = (own: Look['templates']): ((view: View) => string) => {
  const templates = [...templatesOf(own).values()];
  return engineOf(
    templates.filter(({ name }) => name.startsWith('markdown')),
    'markdown',
    helpers,
    { noEscape: true },
  );
};

let shipped: ReturnType<typeof compile> | undefined;

/**
 * Decision, figures, criteria and provenance, under 1 MiB whatever the record holds. Throws
 * TEMPLATE_BROKEN where an own template is at fault.
 */
export const renderMarkdown = (
  model: ReportModel,
  { look }: Pick<RenderOptions, 'look'> = {},
): string => {
  const fill = look?.templates ? compile(look.templates) : (shipped ??= compile(undefined));
  const { record: _, ...shown } = model;
  const view = { ...shown, worst_first: worstFirst(shown.criteria) };
  return fill(spelledOutDocument(view, escapeMarkdown)).replace(/\n{3,}/gu, '\n\n');
};

/** GitHub-flavoured Markdown, for a pull request, a wiki or the summary page of a job. */
export const markdown: Reporter = { id: 'markdown', file: 'report.md', render: renderMarkdown };
