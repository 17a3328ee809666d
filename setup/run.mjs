import { spawn } from 'node:child_process';

const windows = process.platform === 'win32';

/** Runs a command with this terminal and resolves to its exit code. */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const shell = windows && ['npm', 'npx'].includes(command);
    const child = spawn(command, args, { stdio: 'inherit', shell, ...options });
    child.on('error', (error) => {
      console.error(`${command} cannot be started: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });

/** Runs a command that has to succeed; otherwise says which step failed and ends this process. */
export const must = async (command, args, step, options) => {
  const started = Date.now();
  const code = await run(command, args, options);
  if (code !== 0) {
    console.error(`\n${step}: failed (${[command, ...args].join(' ')}, exit code ${code})`);
    process.exit(code);
  }
  console.error(`${step}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
};
