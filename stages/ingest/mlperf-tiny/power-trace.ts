import { relative } from 'node:path';
import { type PowerTrace, seconds, thinned } from '../../../evidence/power-trace.ts';
import type { RunnerSession } from './session.ts';

const known = (value: number): number | null =>
  Number.isFinite(value) ? Number(value.toPrecision(4)) : null;

/** The published recording of the energy run as a report draws it; none where there is none. */
export const tracesOf = (
  sessions: readonly RunnerSession[],
  origin: PowerTrace['origin'],
  folder: string,
): PowerTrace[] =>
  sessions.flatMap(({ mode, recording, passes }): PowerTrace[] => {
    if (mode !== 'energy' || !recording) return [];
    const { rate_Hz, n, at_W, windows, file } = recording;
    const source = relative(folder, file);
    const trace = thinned({ id: 'energy', source, origin, unit: 'W', rate_Hz }, n, at_W);
    return [
      {
        ...trace,
        windows: windows.map(([from, to], i) => {
          const { energy_uJ = Number.NaN, elapsed_us = 0 } = passes[i]?.power ?? {};
          return {
            label: `window ${i + 1}`,
            from: seconds(from),
            to: seconds(to),
            mean: known(energy_uJ / elapsed_us),
          };
        }),
        markers: windows.flatMap(([from, to], i) => [
          { t: seconds(from), label: `window ${i + 1} begins` },
          { t: seconds(to), label: `window ${i + 1} ends` },
        ]),
      },
    ];
  });
