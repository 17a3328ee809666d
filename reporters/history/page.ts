import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { Verdict } from '../../schemas/types/report-model.ts';
import type { History } from '../../schemas/types/history.ts';
import { trendChart, verdictMark } from '../charts/index.ts';
import { fontFaces } from '../fonts/embedded.ts';
import { engineOf, type Helpers } from '../html/engine.ts';
import { shippedText, type Template } from '../html/templates.ts';
import { spelledOut, spelledOutDocument } from '../inert.ts';
import { moment } from '../model/format.ts';
import { trendPicture, type TrendPicture, type TrendSeries } from '../model/trend.ts';
import { stateWord } from './state-word.ts';

type Suite = History['suites'][number];

/** Of the report, in the order they override each other, and those of this page alone. */
const sheets = [
  ...['theme', 'document', 'tables', 'charts', 'narrow', 'print'].map((name) => `styles/${name}`),
  'history/page',
];

const helpers: Helpers = {
  absent: (value: unknown) => value === null,
  chart: (picture: TrendPicture) => new Handlebars.SafeString(trendChart(picture)),
  mark: (outcome: Verdict) => new Handlebars.SafeString(verdictMark(outcome)),
  moment: (started: string | null) => (started === null ? 'not known' : moment(started)),
  stateWord,
};

/** A table that nobody reads to its end is not sent along; the document has all of it. */
const mostRows = 100;

const criterionView = ({ runs }: Suite, series: TrendSeries): object => ({
  picture: trendPicture(runs, series),
  finding: series.finding,
  latest: series.points.slice(-mostRows).toReversed(),
  older: Math.max(0, series.points.length - mostRows),
});

const suiteView = (suite: Suite): object => ({
  id: suite.id,
  question: suite.question,
  runs: suite.runs.toReversed(),
  criteria: suite.criteria.map((series) => criterionView(suite, series)),
});

/** In a folder of their own: own templates stand in for those of the report, not for these. */
const templates = (): Template[] =>
  ['page', 'suite', 'criterion'].map((part) => {
    const name = `history/${part}`;
    const path = `${name}.hbs`;
    return { name, file: join('reporters/templates', path), text: shippedText(path), own: false };
  });

/** The history as one HTML document that needs no other file, no network and no script. */
export const historyPage = (history: History): string => {
  const { suites } = spelledOutDocument(history, (text) => spelledOut(text, () => true));
  const style = [fontFaces(), ...sheets.map((name) => shippedText(`${name}.css`))].join('\n');
  const fill = engineOf(templates(), 'history/page', helpers);
  return fill({ suites: suites.map(suiteView), style: new Handlebars.SafeString(style) });
};
