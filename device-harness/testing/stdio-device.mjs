// A device that is a program: speaks json-lines over standard input and output. Argument: JSON
// {stated?}: fields its inferences state of themselves. Computes for about 30 ms of processor time.
import { createInterface } from 'node:readline';

const { stated = {} } = JSON.parse(process.argv[2] ?? '{}');
const identity = {
  protocol: 1,
  firmware: 'stdio-device',
  version: '1.0.0',
  model: 'constant',
  tick_hz: 1_000_000,
  labels: ['normal', 'cavitation'],
};
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const used_us = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

let start = 'cold';
for await (const line of createInterface({ input: process.stdin })) {
  const { cmd, sample } = JSON.parse(line);
  if (cmd === 'id') say({ type: 'identity', ...identity });
  if (cmd === 'reset') {
    start = 'cold';
    say({ type: 'boot', ...identity, cause: 'command' });
  }
  if (cmd === 'infer') {
    for (const until = used_us() + 30_000; used_us() < until;);
    say({ type: 'inference', sample, label: 'normal', ticks: 30_000, start, ...stated });
    start = 'warm';
  }
}
