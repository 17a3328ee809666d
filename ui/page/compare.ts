/// <reference lib="dom" />
import { html, type View } from 'htm/preact/standalone';
import type { ComparedRow } from '../../stages/compare/words.ts';
import type { Comparison } from '../../schemas/types/comparison.ts';
import type { History } from '../../schemas/types/history.ts';
import { useFetched } from './fetched.ts';
import type { Live } from './live.ts';
import { choose, problem, type Suite, table, useTitle, verdict, waiting } from './parts.ts';
import { linkTo } from './route.ts';

interface Compared {
  readonly comparison: Comparison;
  readonly rows: readonly ComparedRow[];
}

const heads = ['Verdict', 'Criterion', 'Base', 'Candidate', 'Difference', 'Limits', 'n', 'How'];

const resultView = ({ comparison, rows }: Compared): View => html`
  <p class="summary" role="status">${comparison.summary.sentence}</p>
  ${
    comparison.differences.length > 0 &&
    html`<ul>
      ${comparison.differences.map((sentence) => html`<li key=${sentence}>${sentence}</li>`)}
    </ul>`
  }
  ${table(
    'Criteria compared',
    heads,
    rows.map(
      (row) =>
        html`<tr key=${row.id}>
          <td>${verdict(row.verdict, row.word)}</td>
          <th scope="row">${row.id}<span class="note">${row.sentence}</span></th>
          <td>${row.baseline}</td>
          <td>${row.candidate}</td>
          <td>${row.difference}</td>
          <td>${row.limits}</td>
          <td class="number">${row.n}</td>
          <td>${row.how}</td>
        </tr>`,
    ),
  )}
`;

interface Query {
  readonly live: Live;
  readonly suite: string;
  readonly base: string;
  readonly cand: string;
}

const choicesOf = (suites: readonly Suite[], suite: string): { value: string; text: string }[] =>
  suites
    .filter(({ id }) => suite === '' || id === suite)
    .flatMap(({ runs }) => runs)
    .filter(({ state }) => state === 'judged' || state === 'not-judged')
    .toReversed()
    .map(({ id, decision, build }) => ({
      value: id,
      text: [id, build?.id, decision?.label].filter((part) => part !== undefined).join(', '),
    }));

/** Two runs side by side: what got better, what worse, what is not proven. */
export const CompareView = ({ live, suite, base, cand }: Query): View => {
  useTitle('Compare two runs');
  const { data } = useFetched<History>('/api/history', live.version);
  const ready = base !== '' && cand !== '';
  const asked = `/api/compare?${new URLSearchParams({ base, cand }).toString()}`;
  const { data: compared, problem: wrong } = useFetched<Compared>(ready ? asked : undefined);
  if (!data) return waiting();
  const none = { value: '', text: 'choose a run' };
  const runs = choicesOf(data.suites, suite);
  const go = (query: Partial<Record<'suite' | 'base' | 'cand', string>>): void => {
    location.hash = linkTo(['compare'], { suite, base, cand, ...query });
  };
  const suites = data.suites.map(({ id }) => ({ value: id, text: id }));
  return html`
    <h1>Compare two runs</h1>
    <div class="tools">
      ${choose('Suite', suite, [{ value: '', text: 'all suites' }, ...suites], (value) =>
        go({ suite: value, base: '', cand: '' }),
      )}
      ${choose('Base', base, [none, ...runs], (value) => go({ base: value }))}
      ${choose('Candidate', cand, [none, ...runs], (value) => go({ cand: value }))}
    </div>
    ${
      ready
        ? wrong
          ? problem(wrong)
          : compared
            ? resultView(compared)
            : waiting()
        : html`<p class="muted">Choose the run before and the run after.</p>`
    }
  `;
};
