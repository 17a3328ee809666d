/// <reference lib="dom" />
import { html, type View } from 'htm/preact/standalone';
import type { DeviceProgress } from '../../stages/follow/progress.ts';
import type { LiveRun } from './live.ts';
import { table, useTitle } from './parts.ts';

const nothing: DeviceProgress = { inferences: 0, events: 0, rejected: 0, faults: 0, attempts: 0 };

const standing = ({ outcome, step, scenario }: DeviceProgress): string => {
  if (typeof outcome === 'string') return outcome;
  if (scenario === undefined) return 'waiting';
  return step ? `${scenario}: ${step}` : scenario;
};

const rowOf = (id: string, device: DeviceProgress): View => html`
  <tr key=${id}>
    <th scope="row">${id}</th>
    <td>${standing(device)}</td>
    <td class="number">${device.inferences}</td>
    <td class="number">${device.events}</td>
    <td class="number">${device.rejected}</td>
    <td class="number">${device.faults}</td>
    <td class="number">${device.attempts}</td>
  </tr>
`;

const heads = ['Device', 'Where it stands', 'Inferences', 'Events', 'Rejected', 'Faults', 'Tries'];

const stateOf = ({ ended, progress }: LiveRun): string => {
  if (ended) return 'Gathered; the verdict follows.';
  return progress.outcome === null ? 'Devices are being driven.' : 'Gathering ends.';
};

/** A run as it happens, device by device. */
export const LiveRunView = ({ run }: { run: LiveRun }): View => {
  useTitle(`${run.id} is running`);
  const { planned, progress } = run;
  const ids = [...new Set([...planned.devices, ...Object.keys(progress.devices)])];
  const devices = ids.map((id): [string, DeviceProgress] => [
    id,
    Object.hasOwn(progress.devices, id) ? (progress.devices[id] ?? nothing) : nothing,
  ]);
  const done = devices.reduce((sum, [, { inferences }]) => sum + inferences, 0);
  return html`
    <h1>${run.id}</h1>
    <p class="question">${run.question}</p>
    <p role="status"><span class="tone tone-none">RUNNING</span> ${stateOf(run)}</p>
    <p>
      <label for="done">${done} of ${planned.inferences} planned inferences</label>
      <progress id="done" max=${Math.max(1, planned.inferences)} value=${done}></progress>
    </p>
    ${table(
      'Devices',
      heads,
      devices.map(([id, device]) => rowOf(id, device)),
    )}
    ${
      progress.remarks.length > 0 &&
      html`<h2>Faults and tries</h2>
        <ul class="remarks">
          ${progress.remarks
            .toReversed()
            .map(
              ({ at, device, kind, text }) =>
                html`<li>
                  <time>${at.slice(11, 19)}</time> <b>${kind}</b> ${device ?? 'the bench'}: ${text}
                </li>`,
            )}
        </ul>`
    }
  `;
};
