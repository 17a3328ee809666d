import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { median } from './timing.mjs';

const run = promisify(execFile);

const once = async (what) => {
  const { stdout } = await run(process.execPath, ['benchmarks/million-events.mjs', what]);
  return JSON.parse(stdout);
};

/** A million events in memory, 20 criteria, 5 slices, beside one look at each event. */
export const measure = async () => {
  const [ours, floor] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    ours.push(await once('judge'));
    floor.push(await once('read'));
  }
  const of = (runs, field) => median(runs.map((each) => each[field]));
  const ms = of(ours, 'ms');
  const peak = of(ours, 'peak_MiB');
  return [
    {
      name: 'judge-1M-events-in-memory',
      unit: 'ms',
      ours: ms,
      beside: 'one look at each event',
      floor: of(floor, 'ms'),
      ratio: ms / of(floor, 'ms'),
      bar: 'ours <= 5000 ms',
      ok: ms <= 5000,
    },
    {
      name: 'judge-1M-events-peak-memory',
      unit: 'MiB',
      ours: peak,
      beside: 'the events alone',
      floor: of(floor, 'peak_MiB'),
      ratio: peak / of(floor, 'peak_MiB'),
      bar: 'ours <= 1024 MiB',
      ok: peak <= 1024,
    },
  ];
};
