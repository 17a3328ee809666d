import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withDevices } from './devices.mjs';
import { suiteFor } from './suite.mjs';

const devices = 20;
const lines = 50_000;
const look_ms = 20;

/** The most memory a process had resident so far, in MiB; the system forgets it with the process. */
const peakOf = (pid) => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/^VmHWM:\s*(\d+)/mu.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** Peak memory of a `pilot` command, as a process of its own. */
const peak = async (args) => {
  const child = spawn(process.execPath, ['dist/cli/bin.js', ...args, '--quiet'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, peakOf(child.pid));
  }, look_ms);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  if (code !== 0) throw new Error(`pilot ${args.join(' ')} ended with ${code}`);
  return most;
};

/** Peak memory of gathering a million events, and of judging them in the same process after it. */
export const memory = async (program, folder) => {
  const peakWith = async (command, each) => {
    const run = join(folder, `${command[0]}-${each}`);
    const MiB = await withDevices(program, ['telemetry', devices, each], async (paths) => {
      const { suiteFile, config } = await suiteFor(folder, paths, each);
      const file = join(folder, 'pilot.config.mjs');
      await writeFile(file, `export default ${JSON.stringify(config)};\n`);
      return peak([...command, suiteFile, '--config', file, '--out', run]);
    });
    const { counts } = JSON.parse(await readFile(join(run, 'evidence.json'), 'utf8'));
    if (counts.events !== devices * each) throw new Error(`${counts.events} events were gathered`);
    await rm(run, { recursive: true });
    return MiB;
  };
  const few = await peakWith(['gather'], lines / 1000);
  const gathered = await peakWith(['gather'], lines);
  const judged = await peakWith(['run', '--reporter', 'text'], lines);
  const row = (name, ours, beside, floor, bar, ok) => ({
    name,
    unit: 'MiB',
    ours,
    beside,
    floor,
    ratio: ours / floor,
    bar,
    ok,
  });
  const gathering = 'gather-1M-events-peak-memory';
  return [
    row(gathering, gathered, 'a thousand events', few, 'ours < 300 MiB', gathered < 300),
    row('gather-and-judge-1M-events-peak-memory', judged, 'gathering', gathered, 'none', null),
  ];
};
