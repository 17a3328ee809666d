// Takes a lock again and again. While it holds it, a file made with O_EXCL stands for the board: to
// find one there is to be two at once. Arguments as JSON; says "done", or what went wrong, on stdout.
import { closeSync, openSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createJiti } from 'jiti';

const { folder, key, turns, die } = JSON.parse(process.argv[2]);
const load = createJiti(import.meta.url);
const { waitForLock } = await load.import('../wait-for-lock.ts');

for (let turn = 0; turn < turns; turn += 1) {
  const about = { run: `fighter-${process.pid}` };
  const lock = await waitForLock({ folder, key, about, within_ms: 120_000 });
  const marker = join(folder, 'marker');
  try {
    closeSync(openSync(marker, 'wx'));
  } catch (error) {
    process.stdout.write(`two at once: ${error.message}\n`);
    process.exit(1);
  }
  if (turn % 7 === 0) await setTimeout(1);
  unlinkSync(marker);
  // The way out of a program that crashes while it holds a board.
  if (die !== undefined && turn === die) process.kill(process.pid, 'SIGKILL');
  lock[Symbol.dispose]();
  await setTimeout(0);
}
process.stdout.write('done\n');
