import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratchFolder } from '../../fixtures/scratch-folder.ts';

const script = fileURLToPath(
  new URL('../../fixtures/firmware/mlperf-dut/build.sh', import.meta.url),
);

const hasCompiler = spawnSync('gcc', ['--version']).status === 0;

/** What a test of the device says of itself where there is no compiler; empty where there is one. */
export const compilerMissing: string = hasCompiler ? '' : ' (skipped: gcc is missing)';

/** Whether to skip: never where nothing may be skipped. */
export const skipWithoutCompiler: boolean = !hasCompiler && !process.env['CI'];

let built: Promise<string> | undefined;

const build = async (): Promise<string> => {
  const folder = await scratchFolder();
  const { status, stderr } = spawnSync('sh', [script, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the device was not built: ${stderr}`);
  return join(folder, 'mlperf-dut');
};

/** The device as a program, compiled once for each test file. */
export const mlperfDutProgram = async (): Promise<string> => (built ??= build());

/** A device in a process of its own; ends with its stdin, so at the latest with us. */
export interface MlperfDut {
  /** Path of its pty or its TCP port, as it said. */
  readonly where: string;
  readonly exitCode: () => number | null;
  [Symbol.asyncDispose]: () => Promise<void>;
}

const start = async (options: readonly string[]): Promise<MlperfDut> => {
  const child = spawn(await mlperfDutProgram(), options, { stdio: ['pipe', 'pipe', 'ignore'] });
  const gone = once(child, 'exit');
  const [said] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  return {
    where: said.trim(),
    exitCode: () => child.exitCode,
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await gone;
    },
  };
};

/** The device on a loopback port. */
export const dutOnTcp = async (...options: readonly string[]): Promise<MlperfDut> =>
  start(['--tcp', '0', ...options]);

/** The device on a pty. */
export const dutOnPty = async (...options: readonly string[]): Promise<MlperfDut> =>
  start(['--pty', ...options]);
