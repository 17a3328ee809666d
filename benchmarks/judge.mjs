import { mkdtemp, mkdir, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { digestFile } from '../dist/evidence/digest.js';
import { openRun } from '../dist/evidence/run-folder.js';
import { freeze } from '../dist/stages/freeze.js';
import { writeInputs } from '../dist/stages/freeze/inputs.js';
import { judge } from '../dist/stages/judge.js';
import { sideBySide, timed } from './timing.mjs';

const events = 100_000;
const devices = ['pump-01', 'pump-02', 'pump-03', 'pump-04', 'pump-05'];
const labels = ['normal', 'imbalance', 'bearing-wear', 'cavitation'];

/** A fixed, fair stream of events: 95 in 100 answers right, latency spread over 20 ms. */
const eventAt = (index) => {
  const truth = labels[index % 4];
  const label = (index * 7919) % 100 < 95 ? truth : labels[(index + 1) % 4];
  return {
    v: 1,
    device: devices[Math.floor(index / (events / devices.length))],
    session: 'steady-state-1',
    seq: index % (events / devices.length),
    time_us: index * 40_000,
    kind: 'inference',
    origin: 'emulated',
    scenario: 'steady-state',
    firmware: 'pump-guard 1.0.0',
    model: 'int8-candidate',
    sample: `s${index}`,
    tags: {
      temperature: ['cold', 'mild', 'hot'][index % 3],
      mounting: index % 2 ? 'stud' : 'magnet',
      load: 'full',
    },
    latency_us: 25_000 + ((index * 104_729) % 20_000),
    start: index % 50 === 0 ? 'cold' : 'warm',
    label,
    truth,
    scores: [1, 2, 3, 4],
    energy_uJ: 900 + (index % 50),
    bytes_sent: label === 'normal' ? 0 : 12,
    stack_free: 2000,
    heap_free: 1000,
  };
};

/** In a function of its own, so that nothing of it is left in memory when the clock runs. */
const writeEvents = (file) => {
  const lines = Array.from({ length: events }, (_, index) => JSON.stringify(eventAt(index)));
  return writeFile(file, `${lines.join('\n')}\n`);
};

/** Judging 100,000 events from a run folder, beside only reading and parsing the same file. */
export const measure = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pilot-bench-'));
  try {
    const config = {
      devices: devices.map((id) => ({
        id,
        tags: ['pump'],
        transport: { kind: 'emulator', board: 'rp2040' },
      })),
    };
    const suiteFile = resolve('suites/pump-guard.suite.yaml');
    const { plan, inputs } = await freeze({ suiteFile, config, withDevices: true });
    const run = join(folder, 'run');
    const file = join(run, 'events.ndjson');
    await mkdir(join(run, 'inputs'), { recursive: true });
    await writeEvents(file);
    await writeFile(
      join(run, 'inputs/plan.json'),
      JSON.stringify({
        ...plan,
        baseline: null,
        criteria: plan.criteria.filter(({ metric }) => metric !== 'drop'),
      }),
    );
    await writeFile(join(run, 'rejected.ndjson'), '');
    const files = ['inputs/plan.json', 'events.ndjson', 'rejected.ndjson'].map((path) =>
      digestFile(join(run, path), path),
    );
    await writeFile(join(run, 'evidence.json'), JSON.stringify(evidenceFor(plan, files)));
    const opened = await openRun(run);
    await writeInputs(opened, inputs);
    await judge(opened);
    const [ours, floor] = await sideBySide(
      3,
      () => timed(() => judge(opened)),
      () =>
        timed(async () => {
          for (const line of (await readFile(file, 'utf8')).split('\n')) if (line) JSON.parse(line);
        }),
    );
    return [
      {
        name: 'judge-100k-events',
        unit: 'ms',
        ours,
        beside: 'read and parse only',
        floor,
        ratio: ours / floor,
        bar: 'ours <= 1000 ms',
        ok: ours <= 1000,
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
};

const evidenceFor = (plan, files) => ({
  v: 1,
  tool: { name: 'pilotlight', version: 'bench' },
  run: {
    id: 'bench',
    suite: plan.suite.id,
    started: '2026-01-01T00:00:00Z',
    finished: '2026-01-01T01:00:00Z',
    attempt: 1,
    earlier: [],
  },
  outcome: 'complete',
  builds: [
    {
      role: 'candidate',
      id: plan.candidate.id,
      sha256: plan.candidate.sha256,
      flash_B: 30_000,
      ram_B: 12_000,
    },
  ],
  devices: devices.map((id) => ({
    id,
    tags: ['pump'],
    origin: 'emulated',
    transport: 'emulator',
    events: events / devices.length,
    outcome: 'complete',
  })),
  power: {
    origin: 'modelled',
    source: 'data sheet',
    supply_V: 3.3,
    active_A: 0.0094,
    sleep_A: 0.00039,
  },
  environment: { node: process.version, platform: process.platform },
  counts: { events, rejected: 0, faults: 0, attempts: 1 },
  files,
});
