import { spawnSync } from 'node:child_process';

/** Middle value of a list. */
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Wall time of `work` in ms. */
export const timed = async (work) => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** Wall time of a whole process in ms. */
export const timedProcess = (command, args) => {
  const started = performance.now();
  const { status } = spawnSync(command, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
  return performance.now() - started;
};

/** Alternates two measures, so that a busy machine disturbs both alike; medians in ms. */
export const sideBySide = async (rounds, ours, floor) => {
  const [a, b] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    a.push(await ours());
    b.push(await floor());
  }
  return [median(a), median(b)];
};
