import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A suite that listens for `lines` inferences of each port, and a bench of those ports. */
export const suiteFor = async (folder, paths, lines) => {
  const suiteFile = join(folder, 'bench.suite.yaml');
  await writeFile(
    suiteFile,
    `suite: bench
version: 1
question: How fast is telemetry taken down?
devices: {tags: [bench]}
claim: these-devices
accept: modelled
scenarios:
  steady: {steps: [{listen: {count: ${lines}, within: 600 s}}]}
criteria:
  LAT-1: p95(latency) <= 60 ms
`,
  );
  const devices = paths.map((path, index) => ({
    id: `bench-${index + 1}`,
    tags: ['bench'],
    transport: { kind: 'serial', path },
  }));
  return { suiteFile, config: { devices } };
};
