import { expect, test } from 'vitest';
import { judgeSynthetic } from '../fixtures/oracle/judge-synthetic.ts';
import {
  syntheticEvents,
  syntheticEvidence,
  syntheticPlan,
} from '../fixtures/oracle/synthetic-pilot.ts';
import { validatorOf } from '../documents/schemas.ts';

const criteria = {
  'LAT-1': 'p95(latency) <= 60 ms',
  'ACC-1': { expect: 'accuracy >= 85 %', in_every: ['temperature'] },
  'ENE-1': { expect: 'mean(energy-per-inference) <= 5 mJ', accept: 'modelled' as const },
  'BAT-1': { expect: 'battery-life >= 365 days', accept: 'modelled' as const },
  'MEM-1': 'flash <= 64 KiB',
  'MEM-3': 'stack-headroom >= 512 B',
};
const plan = syntheticPlan(criteria);

test('the record satisfies its schema', async () => {
  const record = await judgeSynthetic(plan, syntheticEvents());
  const validate = validatorOf('record');
  validate(JSON.parse(JSON.stringify(record)));
  expect(validate.errors).toBeNull();
  expect(record.decision).toMatchObject({ outcome: 'rehearsal-go', origin: 'modelled' });
});

test('the record of an empty run satisfies its schema too, and is no go', async () => {
  const record = await judgeSynthetic(plan, []);
  const validate = validatorOf('record');
  validate(JSON.parse(JSON.stringify(record)));
  expect(validate.errors).toBeNull();
  expect(record.decision.outcome).toBe('not-enough-evidence');
});

test('the same input gives the same bytes', async () => {
  const once = JSON.stringify(await judgeSynthetic(plan, syntheticEvents()));
  expect(JSON.stringify(await judgeSynthetic(plan, syntheticEvents()))).toBe(once);
});

test('facts of the image are judged from the inspected build', async () => {
  const fits = await judgeSynthetic(plan, syntheticEvents());
  expect(fits.criteria[4]).toMatchObject({ outcome: 'pass', evidence: 'evidence.json' });
  const evidence = syntheticEvidence();
  evidence.builds[0]!.flash_B = 65_537;
  const full = await judgeSynthetic(plan, syntheticEvents(), { evidence });
  expect(full.criteria[4]!.outcome).toBe('fail');
  const unknown = await judgeSynthetic(plan, syntheticEvents(), {
    evidence: syntheticEvidence({ builds: [] }),
  });
  expect(unknown.criteria[4]!.outcome).toBe('error');
});

test('headroom is the least that any device reported', async () => {
  const events = syntheticEvents();
  events[700] = { ...events[700]!, stack_free: 100 };
  const record = await judgeSynthetic(plan, events);
  expect(record.criteria[5]).toMatchObject({
    outcome: 'fail',
    result: { estimate: { value: 100 } },
  });
});

test('the record of the frozen plan is not amended', async () => {
  const record = await judgeSynthetic(plan, syntheticEvents(), { frozen: structuredClone(plan) });
  expect(record).toMatchObject({ amended: false, amendments: [] });
});

test('every limit that moved is listed old and new, with who and why', async () => {
  const moved = syntheticPlan(
    { ...criteria, 'LAT-1': 'p95(latency) <= 20 ms', 'ACC-9': 'accuracy >= 10 %' },
    { confidence: 0.9 },
  );
  const amender = { by: 'A. Meyer', why: 'tighter cycle' };
  const record = await judgeSynthetic(moved, syntheticEvents(), { frozen: plan, amender });
  expect(record.amended).toBe(true);
  expect(record.amendments).toEqual([
    { criterion: 'LAT-1', from: 'p95(latency) <= 60 ms', to: 'p95(latency) <= 20 ms', ...amender },
    { criterion: 'ACC-9', from: 'absent', to: 'accuracy >= 10 %; accept emulated', ...amender },
    { criterion: 'confidence', from: '95 %', to: '90 %', ...amender },
  ]);
  expect(record.decision.outcome).toBe('no-go');
});

test('a criterion that is left out afterwards is an amendment', async () => {
  const fewer = syntheticPlan({ 'ACC-1': criteria['ACC-1'] });
  const { amendments } = await judgeSynthetic(fewer, syntheticEvents(), { frozen: plan });
  expect(amendments.filter(({ to }) => to === 'left out')).toHaveLength(5);
});

test('a device that broke off leaves what is open to the bench', async () => {
  const evidence = syntheticEvidence({ outcome: 'bench-fault' });
  evidence.devices[4] = {
    ...evidence.devices[4]!,
    outcome: 'fault',
    fault: { code: 'DEVICE_SILENT', message: 'no answer within 10 s' },
  };
  const events = syntheticEvents().filter(({ device }) => device !== 'pump-05');
  const record = await judgeSynthetic(plan, events, { evidence });
  expect(record.decision).toMatchObject({ outcome: 'bench-fault', exit_code: 4 });
  expect(record.findings[0]?.sentence).toContain('no answer within 10 s');
});
