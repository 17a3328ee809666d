/// <reference lib="dom" />
import { html, type View } from 'htm/preact/standalone';
import type { History } from '../../schemas/types/history.ts';
import { useFetched } from './fetched.ts';
import type { Live } from './live.ts';
import { choose, decided, moment, problem, type Run, table, useTitle, waiting } from './parts.ts';
import { linkTo } from './route.ts';

const rowOf = (suite: string, run: Run): View => html`
  <tr key=${run.id}>
    <th scope="row"><a href=${linkTo(['runs', run.id])}>${run.id}</a></th>
    <td>${decided(run)}${run.note && html`<span class="note">${run.note}</span>`}</td>
    <td>${suite}${run.version === null ? '' : ` v${run.version}`}</td>
    <td>
      ${run.build === null ? '' : `${run.build.id}${run.build.version === null ? '' : ` ${run.build.version}`}`}
    </td>
    <td>${run.origin ?? ''}</td>
    <td class="number">${run.attempt ?? ''}</td>
    <td class="moment">${moment(run.started)}</td>
  </tr>
`;

const emptyView = (): View => html`
  <p>No runs yet. <code>pilot run SUITE</code> makes one; it appears here as it begins.</p>
`;

const heads = ['Run', 'Decision', 'Suite', 'Build', 'Origin', 'Attempt', 'Started'];

/** Every run of the bench, the newest first. */
export const RunsView = ({ live, suite }: { live: Live; suite: string }): View => {
  useTitle('Runs');
  const { data, problem: wrong } = useFetched<History>('/api/history', live.version);
  if (wrong) return problem(wrong);
  if (!data) return waiting();
  const shown = data.suites.filter(({ id }) => suite === '' || id === suite);
  const rows = shown
    .flatMap(({ id, runs }) => runs.map((run) => ({ id, run })))
    .toSorted((a, b) => (b.run.started ?? '').localeCompare(a.run.started ?? ''));
  const suites = data.suites.map(({ id }) => ({ value: id, text: id }));
  return html`
    <h1>Runs</h1>
    <p class="tools">
      ${choose('Suite', suite, [{ value: '', text: 'all suites' }, ...suites], (value) => {
        location.hash = linkTo([], { suite: value });
      })}
      <span class="muted" role="status">${rows.length} ${rows.length === 1 ? 'run' : 'runs'}</span>
    </p>
    ${
      rows.length === 0
        ? emptyView()
        : table(
            'Runs',
            heads,
            rows.map(({ id, run }) => rowOf(id, run)),
          )
    }
  `;
};
