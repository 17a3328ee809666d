// Judges, or only reads, a million events in memory; prints time and peak memory as JSON.
// A process of its own, so that the peak is that of this work alone.
import { aggregate, buildRecord } from '../dist/acceptance/index.js';
import { parseCriterion } from '../dist/acceptance/criterion/parse.js';

const count = 1_000_000;
const devices = Array.from({ length: 20 }, (_, i) => `pump-${i + 1}`);
const labels = ['normal', 'imbalance', 'bearing-wear', 'cavitation'];
const sha256 = 'a'.repeat(64);

/** A fixed, fair stream: 97 in 100 answers right, latency spread over 20 ms. */
const eventAt = (index) => {
  const truth = labels[index % 4];
  const label = (index * 7919) % 100 < 97 ? truth : labels[(index + 1) % 4];
  const each = count / devices.length;
  return {
    v: 1,
    device: devices[Math.floor(index / each)],
    session: 'steady-state-1',
    seq: index % each,
    time_us: (index % each) * 40_000,
    kind: 'inference',
    origin: 'emulated',
    scenario: 'steady-state',
    sample: `s${index}`,
    tags: {
      temperature: ['cold', 'mild', 'hot'][index % 3],
      mounting: index % 8 < 4 ? 'stud' : 'magnet',
    },
    latency_us: 25_000 + ((index * 104_729) % 20_000),
    start: index % 50 === 0 ? 'cold' : 'warm',
    label,
    truth,
    energy_uJ: 900 + (index % 50),
    bytes_sent: label === 'normal' ? 0 : 12,
    stack_free: 2000,
    heap_free: 1000,
  };
};

/** Twenty criteria; the first six in every one of the five conditions. */
const criteria = [
  'p95(latency) <= 60 ms',
  'p50(latency) <= 40 ms',
  'accuracy >= 90 %',
  'recall(cavitation) >= 90 %',
  'false-positive-rate <= 10 %',
  'mean(energy-per-inference) <= 1 mJ',
  'p99(latency) <= 60 ms',
  'p90(latency) <= 50 ms',
  'p95(cold-latency) <= 60 ms',
  'p50(cold-latency) <= 60 ms',
  'accuracy >= 85 %',
  'recall(normal) >= 90 %',
  'recall(imbalance) >= 90 %',
  'recall(bearing-wear) >= 90 %',
  'false-positive-rate <= 20 %',
  'energy-per-day <= 500 J',
  'battery-life >= 100 days',
  'data-per-day <= 8 kB',
  'stack-headroom >= 512 B',
  'heap-headroom >= 512 B',
];

const plan = {
  v: 1,
  suite: { id: 'bench', version: 1, question: 'How fast?', not_tested: [], sha256 },
  claim: 'fleet',
  accept: 'emulated',
  confidence: 0.95,
  icc_floor: 0.05,
  negative_class: 'normal',
  at_least: 5,
  devices: devices.map((id) => ({
    id,
    tags: [],
    transport: 'emulator',
    protocol: 'json-lines',
    origin: 'emulated',
  })),
  candidate: { id: 'candidate', sha256, part: 'rp2040' },
  baseline: null,
  profile: {
    id: 'typical-day',
    inferences_per_day: 288,
    sleep_A: 0.0002,
    supply_V: 3.3,
    battery_J: 246_240,
    battery_usable: 0.8,
  },
  scenarios: [{ id: 'steady-state', samples: count, inferences: count, cold: count / 50 }],
  criteria: criteria.map((expect, index) => ({
    id: `C-${index + 1}`,
    ...parseCriterion(expect),
    in_every: index < 6 ? ['temperature', 'mounting'] : [],
    covers: [],
    accept: 'modelled',
    required: true,
  })),
  business: null,
  inputs: [],
};

const evidence = {
  v: 1,
  tool: { name: 'pilotlight', version: 'bench' },
  run: {
    id: 'bench',
    suite: 'bench',
    started: '2026-01-01T00:00:00Z',
    finished: '2026-01-01T01:00:00Z',
    attempt: 1,
    earlier: [],
  },
  outcome: 'complete',
  builds: [{ role: 'candidate', id: 'candidate', sha256 }],
  devices: devices.map((id) => ({
    id,
    origin: 'emulated',
    transport: 'emulator',
    events: count / devices.length,
    outcome: 'complete',
  })),
  power: { origin: 'modelled', source: 'data sheet' },
  environment: { node: process.version, platform: process.platform },
  counts: { events: count, rejected: 0, faults: 0, attempts: 1 },
  files: [],
};

/** What any judgement must do at the least: look at the same fields of the same events once. */
const read = (events) => {
  let [right, slow, energy, characters] = [0, 0, 0, 0];
  for (const event of events) {
    if (event.kind === 'inference' && event.label === event.truth) right += 1;
    if (event.start === 'warm' && event.latency_us > 60_000) slow += 1;
    energy += event.energy_uJ + event.bytes_sent + event.stack_free + event.heap_free;
    energy += event.seq + event.time_us;
    characters += event.device.length + event.session.length + event.sample.length;
    characters += event.scenario.length + event.origin.length;
    characters += event.tags.temperature.length + event.tags.mounting.length;
  }
  if (!(right > 0 && slow === 0 && energy > 0 && characters > 0)) throw new Error('odd events');
};

const judge = async (events) => {
  const aggregated = await aggregate({ plan, events, power: evidence.power });
  const record = buildRecord({ tool: evidence.tool, plan, evidence, aggregate: aggregated });
  const open = record.criteria.filter(({ outcome }) => outcome !== 'pass');
  if (open.length > 0) throw new Error(open.map(({ sentence }) => sentence).join('\n'));
};

const events = Array.from({ length: count }, (_, index) => eventAt(index));
const before = process.memoryUsage().rss;
const started = performance.now();
await (process.argv[2] === 'read' ? read(events) : judge(events));
const ms = performance.now() - started;
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ ms, events_MiB: before / 2 ** 20, peak_MiB: peak / 2 ** 20 }));
