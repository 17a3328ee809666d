import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ptyDevice } from '../device-harness/testing/pty.ts';
import { scratchFolder } from '../fixtures/scratch-folder.ts';
import { bench, inRepository, pilot } from './pilot.ts';

/** A PATH on which no udevadm is found. */
const bare = async (): Promise<NodeJS.ProcessEnv> => ({ PATH: await scratchFolder() });

test('devices without udevadm explains itself and lists what the system shows', async () => {
  const { config } = await bench([
    { id: 'far', transport: { kind: 'tcp', host: 'gateway', port: 4000 }, tags: ['pump'] },
    { id: 'board', transport: { kind: 'serial', usb: { serial: 'E66 038', interface: 1 } } },
    {
      id: 'web',
      transport: { kind: 'http', url: 'http://gateway/', headers: { authorization: 'Bearer key' } },
      origin: 'hardware',
    },
  ]);
  const { code, stdout } = await pilot(['devices', '--config', config], { env: await bare() });
  expect(code).toBe(0);
  expect(stdout).toMatch(/far +tcp:\/\/gateway:4000 +json-lines, modelled, tags pump/u);
  expect(stdout).toMatch(/board +serial:\?usb=E66%20038&interface=1 +json-lines, hardware/u);
  expect(stdout).toMatch(/web +http:\/\/gateway\/ +json-lines, hardware/u);
  expect(stdout).toContain('udevadm is not installed');
  const json = await pilot(['devices', '--config', config, '--json'], { env: await bare() });
  expect(JSON.parse(json.stdout)).toMatchObject({
    ports: { problem: expect.stringContaining('udevadm'), ports: expect.any(Array) },
  });
  expect(json.stdout).not.toContain('Bearer key');
});

const program = inRepository('device-harness/testing/stdio-device.mjs');

const suiteOf = async (folder: string): Promise<string> => {
  const stimulus = Array.from({ length: 5 }, (_, index) =>
    JSON.stringify({ sample: `w-${index}`, x: 'AAAA', truth: 'normal' }),
  );
  await writeFile(join(folder, 'a.ndjson'), `${stimulus.join('\n')}\n`);
  const file = join(folder, 'a.suite.yaml');
  await writeFile(
    file,
    `suite: gateway
version: 1
question: Does the program on the gateway stay small?
devices: {tags: [gateway]}
claim: these-devices
accept: modelled
telemetry: ${inRepository('schemas/telemetry.schema.json')}
scenarios:
  steady: {stimulus: a.ndjson, steps: [reset, infer]}
criteria:
  MEM-1: memory-resident <= 1024 MiB
  CPU-1: mean(cpu-per-inference) <= 10 s
`,
  );
  return file;
};

test('a program is run as a device by its address, and what it used is judged', async () => {
  const folder = await scratchFolder();
  const suite = await suiteOf(folder);
  const out = join(folder, 'run');
  const address = `process:"${process.execPath}" "${program}"?id=program`;
  const { stderr } = await pilot(['gather', suite, '--device', address, '--out', out], {
    cwd: folder,
  });
  expect(stderr).toContain('what is behind the link of program is not stated');
  const events = (await readFile(join(out, 'events.ndjson'), 'utf8')).trim().split('\n');
  const inferences = events
    .map((line) => JSON.parse(line))
    .filter(({ kind }) => kind === 'inference');
  expect(inferences).toHaveLength(5);
  for (const event of inferences) {
    expect(event).toMatchObject({
      device: 'program',
      origin: 'modelled',
      rss_B: expect.any(Number),
      cpu_us: expect.any(Number),
    });
  }
});

test('a port is opened by its address, and one that is wrong is refused before the run', async () => {
  const folder = await scratchFolder();
  const suite = await suiteOf(folder);
  const device = await ptyDevice();
  const out = join(folder, 'run');
  const address = `serial:${device.path}?id=board&baud=115200`;
  await pilot(['gather', suite, '--device', address, '--out', out], { cwd: folder });
  await device.vanish();
  const evidence = JSON.parse(await readFile(join(out, 'evidence.json'), 'utf8'));
  expect(evidence.devices).toMatchObject([{ id: 'board', outcome: 'complete', inferences: 5 }]);
  const { code, stderr } = await pilot(['run', suite, '--device', 'tpc://gateway:1'], {
    cwd: dirname(suite),
  });
  expect(code).toBe(2);
  expect(stderr).toContain('Did you mean tcp?');
});
