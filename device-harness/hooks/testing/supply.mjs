// A bench supply: "on" starts a device that outlives this command and names its port FOLDER/port,
// "off" ends it, as a cut of its power would. Arguments: FOLDER on|off.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const [folder, action] = process.argv.slice(2);
const port = join(folder, 'port');
const pid = join(folder, 'pid');
const said = join(folder, 'said');
const program = fileURLToPath(new URL('../../testing/pty-device.mjs', import.meta.url));

if (action === 'on') {
  const output = openSync(said, 'w');
  // In a session of its own, so that it does not end with this command; its input never ends.
  const command = `tail -f /dev/null | ${process.execPath} ${program}`;
  const device = spawn('sh', ['-c', command], {
    detached: true,
    stdio: ['ignore', output, 'ignore'],
  });
  await once(device, 'spawn');
  closeSync(output);
  writeFileSync(pid, String(device.pid));
  while (!readFileSync(said, 'utf8').includes('\n')) await setTimeout(20);
  symlinkSync(readFileSync(said, 'utf8').trim(), port);
  device.unref();
  console.log('on');
} else {
  process.kill(-Number(readFileSync(pid, 'utf8')), 'SIGTERM');
  rmSync(port);
  console.log('off');
}
