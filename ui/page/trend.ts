/// <reference lib="dom" />
import { html, useMemo, type View } from 'htm/preact/standalone';
import type { History } from '../../schemas/types/history.ts';
import { TrendChart } from './chart.ts';
import { useFetched } from './fetched.ts';
import type { Live } from './live.ts';
import {
  choose,
  problem,
  type Run,
  type Series,
  table,
  useTitle,
  verdict,
  waiting,
} from './parts.ts';
import { linkTo } from './route.ts';

const heads = ['Run', 'Verdict', 'Limit', 'Value', 'Bound', 'n', 'Origin'];

const marks = [
  ['pass', 'disc: pass'],
  ['fail', 'square: fail'],
  ['inconclusive', 'diamond: inconclusive'],
  ['error', 'hollow triangle: error'],
] as const;

/** The numbers of the chart, for whoever does not see it. */
const tableOf = ({ title, points }: Series): View =>
  table(
    `${title}, run by run`,
    heads,
    points.map(
      ({ run, outcome, words, origin, limit_changed, frozen }) =>
        html`<tr key=${run}>
          <th scope="row"><a href=${linkTo(['runs', run])}>${run}</a></th>
          <td>${verdict(outcome, words.outcome)}</td>
          <td>
            ${words.limit}${limit_changed && html` <span class="mark">CHANGED</span>`}
            ${
              frozen &&
              html` <span class="mark">AMENDED</span> <span class="muted">${frozen.words}</span>`
            }
          </td>
          <td>${words.value}</td>
          <td>${words.bound}</td>
          <td class="number">${words.n}</td>
          <td>${origin}</td>
        </tr>`,
    ),
  );

const seriesView = (runs: readonly string[], series: Series): View => html`
  <section key=${series.key}>
    <h2>${series.key} ${series.title}</h2>
    <p>${series.finding}</p>
    <${TrendChart} runs=${runs} series=${series} />
    ${tableOf(series)}
  </section>
`;

interface Query {
  readonly live: Live;
  readonly suite: string;
  readonly criterion: string;
}

/** A run that was not judged is a gap in every trend. */
const idsOf = (runs: readonly Run[]): string[] => runs.map(({ id }) => id);

/** How each criterion of a suite went from run to run, beside its limit. */
export const TrendView = ({ live, suite, criterion }: Query): View => {
  useTitle('Trend');
  const { data, problem: wrong } = useFetched<History>('/api/history', live.version);
  const chosen =
    data?.suites.find(({ id }) => id === suite) ??
    data?.suites.find(({ criteria }) => criteria.length > 0);
  const runs = useMemo(() => idsOf(chosen?.runs ?? []), [chosen]);
  if (wrong) return problem(wrong);
  if (!data) return waiting();
  if (!chosen)
    return html`<h1>Trend</h1>
      <p>No run is judged yet.</p>`;
  const { criteria } = chosen;
  const one = criteria.find(({ key }) => key === criterion);
  const go = (query: Record<string, string>): void => {
    location.hash = linkTo(['trend'], query);
  };
  return html`
    <h1>Trend</h1>
    <div class="tools">
      ${choose(
        'Suite',
        chosen.id,
        data.suites.map(({ id }) => ({ value: id, text: id })),
        (value) => go({ suite: value }),
      )}
      ${choose(
        'Criterion',
        one?.key ?? '',
        [
          { value: '', text: 'all criteria' },
          ...criteria.map(({ key, title }) => ({ value: key, text: `${key} ${title}` })),
        ],
        (value) => go({ suite: chosen.id, criterion: value }),
      )}
    </div>
    <ul class="legend muted">
      ${[
        'line: value',
        'upright lines and band: its bounds, to the edge where there is none',
        'dashed: the limit',
      ].map((text) => html`<li key=${text}>${text}</li>`)}
      ${marks.map(([outcome, text]) => html`<li key=${text}>${verdict(outcome, text)}</li>`)}
    </ul>
    ${criteria.length === 0 && html`<p>No run of this suite is judged yet.</p>`}
    ${(one ? [one] : criteria).map((series) => seriesView(runs, series))}
  `;
};
