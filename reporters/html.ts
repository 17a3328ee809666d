import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { packageRoot } from '../documents/package-root.ts';
import type { ReportModel, Verdict } from '../schemas/types/report-model.ts';
import {
  batteryChart,
  cashFlowChart,
  confusionChart,
  energyChart,
  forestChart,
  latencyChart,
  verdictMark,
  type Svg,
} from './charts/index.ts';
import { fontFaces } from './fonts/embedded.ts';
import { printable } from './fonts/printable.ts';
import { spelledOutDocument } from './inert.ts';
import { pageFooter } from './page-footer.ts';
import type { Reporter } from './reporter.ts';

/** A chart takes the part of the model it draws; templates name it. */
const charts: Readonly<Record<string, (part: never) => Svg>> = {
  battery: batteryChart,
  'cash-flow': cashFlowChart,
  confusion: confusionChart,
  energy: energyChart,
  forest: forestChart,
  latency: latencyChart,
};

/** In the order they override each other. */
const sheets = ['theme', 'document', 'page-one', 'tables', 'charts', 'narrow', 'print'];

type View = ReportModel & {
  readonly style: Handlebars.SafeString;
  readonly uncovered: readonly string[];
  readonly measured: boolean;
};

const engine = (): { render: (view: View) => string; style: string } => {
  const folder = join(packageRoot(), 'reporters', 'templates');
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const handlebars = Handlebars.create();
  // Only our own SVG, made of numbers and escaped text, is ever let through unescaped.
  handlebars.registerHelper('chart', (id: string, part: unknown) => {
    const draw = charts[id];
    if (!draw) throw new RangeError(`there is no chart named ${id}`);
    return new Handlebars.SafeString(draw(part as never));
  });
  handlebars.registerHelper(
    'mark',
    (outcome: Verdict) => new Handlebars.SafeString(verdictMark(outcome)),
  );
  for (const file of readdirSync(folder).filter((entry) => entry.endsWith('.hbs'))) {
    handlebars.registerPartial(file.slice(0, -'.hbs'.length), read(file));
  }
  const render = handlebars.compile<View>(read('document.hbs'), { strict: true });
  return { render, style: sheets.map((sheet) => read(`styles/${sheet}.css`)).join('') };
};

let compiled: ReturnType<typeof engine> | undefined;

/** The report as one HTML document that needs no other file, no network and no script. */
export const renderHtml = (model: ReportModel): string => {
  const { render, style } = (compiled ??= engine());
  const seen = new Set<string>();
  const { record, ...shown } = model;
  const view = spelledOutDocument(shown, (text) => printable(text, seen));
  return render({
    ...view,
    record,
    style: new Handlebars.SafeString(`${fontFaces()}\n${style}\n${pageFooter(view)}`),
    uncovered: [...seen].toSorted(),
    measured:
      model.latency.length > 0 ||
      model.condition_rows.length > 0 ||
      model.confusion !== null ||
      model.energy !== null,
  });
};

export const html: Reporter = { id: 'html', file: 'report.html', render: renderHtml };
