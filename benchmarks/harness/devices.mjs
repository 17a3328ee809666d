import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const fileBeside = (name) => fileURLToPath(new URL(name, import.meta.url));
// Debian's own, which has python3-serial; another first in the PATH may not.
const python = '/usr/bin/python3';

/** Ends with a sentence where a tool is missing that these measures need. */
export const needTools = () => {
  const missing = [];
  if (spawnSync('gcc', ['--version']).status !== 0) missing.push('gcc');
  if (spawnSync(python, ['-c', 'import serial']).status !== 0) missing.push('python3-serial');
  if (missing.length > 0) throw new Error(`The harness benchmark needs ${missing.join(' and ')}.`);
};

/** Compiles the device into a folder and returns its program. */
export const compileDevice = async (folder) => {
  const program = join(folder, 'device');
  await run('gcc', ['-O2', '-o', program, fileBeside('device.c')]);
  return program;
};

/** Starts devices, gives `work` their ports, and ends them whatever comes of it. */
export const withDevices = async (program, [mode, count, ...rest], work) => {
  const child = spawn(program, [mode, count, ...rest].map(String), {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const paths = [];
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      paths.push(line);
      if (paths.length === count) break;
    }
    return await work(paths);
  } finally {
    child.stdin.end();
    await ended;
  }
};

/** What pyserial manages on a port: see pyserial.py. */
export const pyserial = async (mode, path, count) => {
  const { stdout } = await run(python, [fileBeside('pyserial.py'), mode, path, String(count)]);
  return JSON.parse(stdout);
};
