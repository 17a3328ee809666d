import Handlebars from 'handlebars';
import type { CriterionRow, ReportModel, Verdict } from '../schemas/types/report-model.ts';
import {
  abChart,
  batteryChart,
  boundChart,
  cashFlowChart,
  confusionChart,
  energyChart,
  forestChart,
  latencyChart,
  powerChart,
  tornadoChart,
  verdictMark,
  type Svg,
} from './charts/index.ts';
import { fontSet } from './fonts/font-set.ts';
import { printable } from './fonts/printable.ts';
import { accentSheet } from './html/accent.ts';
import { engineOf, type Helpers } from './html/engine.ts';
import { withContents, withTableRegions } from './html/regions.ts';
import { inlineScript } from './html/script.ts';
import { styleSheet } from './html/style-sheet.ts';
import { type Template, templatesOf } from './html/templates.ts';
import { spelledOutDocument } from './inert.ts';
import type { Look } from './look.ts';
import { name } from './model/format.ts';
import { pageFooter } from './page-footer.ts';
import type { Reporter, RenderOptions } from './reporter.ts';

/** A chart takes the part of the model it draws; templates name it. */
const charts: Readonly<Record<string, (part: never) => Svg>> = {
  ab: abChart,
  battery: batteryChart,
  bound: boundChart,
  'cash-flow': cashFlowChart,
  confusion: confusionChart,
  energy: energyChart,
  forest: forestChart,
  latency: latencyChart,
  power: powerChart,
  tornado: tornadoChart,
};

/** What templates may call beside the built-in helpers. Only our own SVG goes through unescaped. */
const helpers: Helpers = {
  chart: (id: string, part: unknown) => {
    const draw = charts[id];
    if (!draw) throw new RangeError(`there is no chart named ${id}`);
    return new Handlebars.SafeString(draw(part as never));
  },
  mark: (outcome: Verdict) => new Handlebars.SafeString(verdictMark(outcome)),
  // Rows of one group, each with its place in the suite; those that print in full come first.
  rowsOf: (rows: readonly CriterionRow[], group: string) =>
    rows
      .flatMap((row, index) => (row.group === group ? [{ ...row, index }] : []))
      .toSorted((a, b) => Number(a.detail === 'brief') - Number(b.detail === 'brief')),
  // Findings that the deviations do not tell already.
  untold: ({ findings, deviations }: Pick<ReportModel, 'findings' | 'deviations'>) =>
    findings.filter(({ sentence }) => !deviations.includes(sentence)),
};

/** What templates see beside the report model. */
interface ViewFields {
  readonly style: Handlebars.SafeString;
  readonly script: Handlebars.SafeString;
  readonly policy: Handlebars.SafeString;
  readonly brand: { readonly name: string; readonly logo: string | null; readonly footer: string };
  /** Code points that no embedded font has. */
  readonly uncovered: readonly string[];
  /** Whether there is any measurement to show. */
  readonly measured: boolean;
  /** More criteria than print can account for. */
  readonly many: boolean;
}

interface Compiled {
  readonly fill: (view: ReportModel & ViewFields) => string;
  readonly style: string;
}

/** Throws TEMPLATE_BROKEN where a page cannot be filled, as far as shows before it is. */
export const compile = (own: Look['templates']): Compiled => {
  const templates = templatesOf(own);
  const isPage = ({ name }: Template): boolean => !/^(?:styles\/|markdown)/u.test(name);
  return {
    fill: engineOf([...templates.values()].filter(isPage), 'document', helpers),
    style: styleSheet(templates),
  };
};

let shipped: Compiled | undefined;

const brandOf = (look: Look, spell: (text: string) => string): ViewFields['brand'] => ({
  name: spell(name(look.name ?? '')),
  logo: look.logo ?? null,
  footer: spell(look.footer ?? ''),
});

/** Longer than any sentence of ours, in characters. */
const longest = 1000;

/**
 * The report as one HTML document that needs no other file and no network, and no script to be read.
 * Throws TEMPLATE_BROKEN where an own template is at fault.
 */
export const renderHtml = (model: ReportModel, options: RenderOptions = {}): string => {
  const { look = {} } = options;
  const { fill, style } = look.templates
    ? compile(look.templates)
    : (shipped ??= compile(undefined));
  const seen = new Set<string>();
  const fonts = fontSet(look.fonts);
  const spell = (text: string): string => printable(name(text, longest), seen, fonts.covered);
  const { record, ...shown } = model;
  const view = spelledOutDocument(shown, spell);
  const brand = brandOf(look, spell);
  const { script, policy } = inlineScript();
  const sheet = [
    fonts.css,
    style,
    accentSheet(look.colour),
    pageFooter(view, { line: brand.footer, families: fonts.families }),
  ];
  const document = fill({
    ...view,
    record,
    brand,
    style: new Handlebars.SafeString(sheet.join('\n')),
    script: new Handlebars.SafeString(script),
    policy: new Handlebars.SafeString(policy),
    uncovered: [...seen].toSorted(),
    many: model.criteria.some(({ detail }) => detail === 'brief'),
    measured:
      model.latency.length > 0 ||
      model.condition_rows.length > 0 ||
      model.confusion !== null ||
      model.energy !== null ||
      model.power.length > 0,
  });
  return withContents(withTableRegions(document));
};

export const html: Reporter = { id: 'html', file: 'report.html', render: renderHtml };
