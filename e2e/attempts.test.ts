import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { losingDevice, type SocketPeer } from '../device-harness/testing/socket-peer.ts';
import type { Evidence } from '../schemas/types/evidence.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { bench, type Ended, pilot } from './pilot.ts';

const count = 5;
const each = 60;

const suiteText = (flaky: string, steps: string): string => `suite: attempts
version: 1
question: May these devices go to the field?
devices: {at-least: ${count}}
${flaky}deadline: 5 s
scenarios:
  steady:
    stimulus: stimuli.ndjson
    ${steps}
criteria:
  LAT-1: p95(latency) <= 60 ms
`;

interface Lab {
  readonly ended: Ended;
  readonly evidence: Evidence;
  readonly record: AcceptanceRecord;
  readonly junit: string;
  readonly html: string;
}

/** Runs five devices behind sockets, the first of which loses its connections. */
const run = async (lose: readonly number[], flaky: string, steps: string): Promise<Lab> => {
  const peers: SocketPeer[] = [];
  for (let index = 0; index < count; index += 1) {
    peers.push(await losingDevice(index === 0 ? lose : []));
  }
  try {
    const { folder, config } = await bench(
      peers.map(({ address }, index) => ({
        id: `d-${index + 1}`,
        transport: { kind: 'tcp', host: '127.0.0.1', port: Number(address) },
        // Sockets stand in for boards; what they would be is stated.
        origin: 'hardware',
      })),
    );
    const stimuli = Array.from({ length: each }, (_, index) =>
      JSON.stringify({ sample: `s${index}`, truth: 'normal', x: 'AAAA' }),
    );
    await writeFile(join(folder, 'stimuli.ndjson'), `${stimuli.join('\n')}\n`);
    const suite = join(folder, 'attempts.suite.yaml');
    await writeFile(suite, suiteText(flaky, steps));
    const out = join(folder, 'run');
    const reporters = ['junit', 'html'].flatMap((name) => ['--reporter', name]);
    const ended = await pilot(['run', suite, '--config', config, '--out', out, ...reporters]);
    const read = (name: string): string => readFileSync(join(out, name), 'utf8');
    return {
      ended,
      evidence: JSON.parse(read('evidence.json')) as Evidence,
      record: JSON.parse(read('record.json')) as AcceptanceRecord,
      junit: read('reports/junit.xml'),
      html: read('reports/report.html'),
    };
  } finally {
    await Promise.all(peers.map((peer) => peer.vanish()));
  }
};

const group = 'steps: [reset, {group: main, steps: [reset, infer], retry: {attempts: 3}}]';

test('what passed only when tried again makes no go, and says so wherever it is read', async () => {
  const { ended, evidence, record, junit, html } = await run([20], '', group);
  expect(ended.code, ended.stderr).toBe(3);
  expect(ended.stderr).toContain('attempt 1 at main on d-1 failed');
  expect(ended.stderr).toContain('main on d-1 passed at attempt 2');
  expect(evidence).toMatchObject({
    outcome: 'complete',
    counts: { faults: 0, attempts: 2, flaky: 1 },
  });
  expect(evidence.devices.map(({ inferences }) => inferences)).toEqual(
    Array.from({ length: count }, () => each),
  );
  const [first, ...others] = evidence.devices;
  expect(first?.attempts).toMatchObject([
    {
      scenario: 'steady',
      group: 'main',
      attempt: 1,
      outcome: 'fault',
      fault: { code: 'LOST', cause: 'bench' },
    },
    { scenario: 'steady', group: 'main', attempt: 2, outcome: 'complete' },
  ]);
  expect(others.every(({ attempts }) => attempts === undefined)).toBe(true);
  expect(record.decision).toMatchObject({ outcome: 'not-enough-evidence', exit_code: 3 });
  expect(record.decision.reason).toContain(
    'passed only when repeated, which the suite does not allow',
  );
  expect(record.criteria[0]).toMatchObject({ outcome: 'pass', n: each * count });
  expect(record.findings).toContainEqual({
    severity: 'warning',
    code: 'FLAKY',
    sentence: expect.stringMatching(
      /^Device d-1 did group main of steady only at attempt 2 \(LOST, /u,
    ),
  });
  expect(junit).toMatch(
    /<testcase classname="attempts\.steady\.devices" name="d-1: main"[\s\S]*<property name="attempts" value="2"\/>[\s\S]*<failure type="Flaky"[\s\S]*<flakyFailure message="attempt 1: LOST[^>]* type="LOST">\s*<stackTrace>/u,
  );
  expect(junit).toMatch(/<testsuite [^>]*tests="3" failures="1" errors="1"/u);
  expect(html).toContain('Device d-1 did group main of steady only at attempt 2');
});

test('a suite that allows it lets it through, with the finding on page one', async () => {
  const { ended, record, junit, html } = await run([20], 'flaky: allow\n', group);
  expect(ended.code, ended.stderr).toBe(0);
  expect(record.decision.outcome).toBe('go');
  expect(ended.stdout).toContain('! Flaky. Device d-1');
  expect(junit).toContain('<flakyFailure');
  expect(junit).not.toContain('<failure');
  const pageOne = html.slice(0, html.indexOf('Signatures'));
  expect(pageOne).toContain('Device d-1 did group main of steady only at attempt 2');
});

test('tries that never pass are a bench fault, each of them on record', async () => {
  const retry = 'steps: [reset, infer]\n    retry: {attempts: 2, after: 10 ms}';
  const { ended, evidence, record, junit } = await run([20, 10], '', retry);
  expect(ended.code, ended.stderr).toBe(4);
  expect(ended.stderr).toContain('[LOST] (cause: bench)');
  expect(evidence).toMatchObject({ outcome: 'bench-fault', counts: { faults: 1, attempts: 2 } });
  expect(evidence.counts.flaky).toBeUndefined();
  expect(evidence.devices[0]).toMatchObject({
    inferences: 30,
    fault: { code: 'LOST', cause: 'bench' },
  });
  expect(record.tested.devices[0]).toMatchObject({ code: 'LOST', cause: 'bench' });
  expect(record.tested.devices[0]?.attempts).toHaveLength(2);
  expect(junit).toMatch(
    /<error type="LOST" message="attempt 1: [\s\S]*<rerunFailure message="attempt 2: /u,
  );
  expect(junit).toContain('<property name="faults" value="d-1: LOST (bench)"/>');
});

test('what the suite asks and the bench cannot do is the fault of the suite, with its exit code', async () => {
  const steps = 'steps: [reset, {infer: 20}, power-cycle, infer]';
  const { ended, evidence, record } = await run([], '', steps);
  expect(ended.code, ended.stderr).toBe(2);
  expect(evidence.devices.map(({ fault }) => [fault?.code, fault?.cause])).toEqual(
    Array.from({ length: count }, () => ['UNSUPPORTED', 'suite']),
  );
  expect(record.decision).toMatchObject({ outcome: 'not-enough-evidence', exit_code: 2 });
  expect(record.decision.reason).toMatch(/^A fault of the suite (?:left|cut)/u);
  expect(ended.stdout).toContain('! Fault of the suite.');
  expect(`${ended.stdout} ${record.decision.reason}`).not.toMatch(/bench fault/iu);
});
