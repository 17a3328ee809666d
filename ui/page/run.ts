/// <reference lib="dom" />
import { html, type View } from 'htm/preact/standalone';
import type { ReportModel } from '../../schemas/types/report-model.ts';
import { useFetched } from './fetched.ts';
import type { Live } from './live.ts';
import { LiveRunView } from './live-run.ts';
import { decided, problem, type Run, table, useTitle, verdict, waiting } from './parts.ts';
import { linkTo } from './route.ts';

/** What the server says of one run: the model that every report is rendered from, where it is judged. */
export interface RunAnswer {
  readonly suite: string;
  readonly run: Run;
  readonly model: ReportModel | null;
  readonly pdf: boolean;
}

const heads = ['Verdict', 'Criterion', 'Limit', 'Value', 'Bound', 'n', 'Origin'];

const criteriaTable = ({ criteria }: ReportModel): View =>
  table(
    'Criteria',
    heads,
    criteria.map(
      (row) =>
        html`<tr key=${row.id}>
          <td>${verdict(row.outcome, row.word)}</td>
          <th scope="row">${row.id}<span class="note">${row.title}</span></th>
          <td>${row.limit}</td>
          <td>${row.value}</td>
          <td>${row.bound}</td>
          <td class="number">${row.n}</td>
          <td>${row.origin}</td>
        </tr>`,
    ),
  );

const judgedView = ({ suite, run, model, pdf }: RunAnswer & { model: ReportModel }): View => html`
  <p class="question">${model.decision.question}</p>
  <p class="decision">
    <span class=${`tone tone-${model.decision.tone}`}>${model.decision.label}</span>
    ${model.decision.marks.map((mark) => html` <span class="mark" key=${mark}>${mark}</span>`)}
  </p>
  <p>${model.decision.reason} ${model.decision.attempt}</p>
  ${model.banners.map(({ text }) => html`<p class="banner" key=${text}>${text}</p>`)}
  <p class="links">
    <a href=${linkTo(['runs', run.id, 'report'])}>Whole report</a>
    ${pdf && html`<a href=${`/runs/${encodeURIComponent(run.id)}/files/report.pdf`}>PDF</a>`}
    <a href=${linkTo(['compare'], { suite, cand: run.id })}>Compare</a>
    <a href=${linkTo(['trend'], { suite })}>Trend</a>
  </p>
  <h2>Criteria</h2>
  ${criteriaTable(model)}
  <h2>What was tested</h2>
  <dl>
    ${model.tested.map(
      ({ label, value }) =>
        html`<dt key=${label}>${label}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>
`;

/** One run: as it happens, as it was judged, or what became of it. */
export const RunView = ({ id, live }: { id: string; live: Live }): View => {
  const going = live.runs.get(id);
  const { data, problem: wrong } = useFetched<RunAnswer>(
    `/api/runs/${encodeURIComponent(id)}`,
    live.version,
  );
  const { model = null } = data ?? {};
  useTitle(model ? `${model.decision.label}: ${id}` : id);
  if (model && data)
    return html`<h1>${id}</h1>
      ${judgedView({ ...data, model })}`;
  if (going) return html`<${LiveRunView} run=${going} />`;
  if (wrong)
    return html`<h1>${id}</h1>
      ${problem(wrong)}`;
  if (!data) return waiting();
  return html`
    <h1>${id}</h1>
    <p class="decision">${decided(data.run)}</p>
    <p>${data.run.note}</p>
  `;
};
