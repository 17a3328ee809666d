import { median } from '../timing.mjs';
import { bareWays } from './bare.mjs';
import { withDevices } from './devices.mjs';
import { openLink } from './ours.mjs';
import { quantile } from './quantile.mjs';

const rounds = 5;
const lasting_ms = 3000;
const busy_ms = 20;
const period_ms = 50;

const now_us = () => Number(process.hrtime.bigint() / 1000n);

/** Keeps this thread from everything else for 20 ms of every 50. */
const beBusy = () => {
  const timer = setInterval(() => {
    const until = performance.now() + busy_ms;
    while (performance.now() < until);
  }, period_ms);
  return () => clearInterval(timer);
};

/** How late each line was stamped, by the device's own word of when it sent it. */
const lateness = () => {
  const errors = [];
  let rest = '';
  const from_us = now_us() + 300_000;
  return {
    errors,
    hear(bytes, time_us) {
      const lines = (rest + Buffer.from(bytes).toString('latin1')).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        const sent_us = Number(line);
        if (sent_us >= from_us) errors.push(Math.abs(time_us - sent_us));
      }
    },
  };
};

const pause = () => new Promise((resolve) => setTimeout(resolve, lasting_ms));

const bare = (way) => async (path) => {
  const late = lateness();
  const port = await bareWays[way](path, (bytes) => late.hear(bytes, now_us()));
  await pause();
  await port.close();
  return late.errors;
};

const ours = async (path) => {
  const late = lateness();
  const { transport, close } = await openLink(path);
  const reading = (async () => {
    for await (const { bytes, time_us } of transport.received) late.hear(bytes, time_us);
  })();
  await pause();
  await close();
  await reading;
  return late.errors;
};

/** Error of the host's time stamps while the main thread is busy, in microseconds. */
export const timeStamps = async (program) => {
  const contestants = {
    ours,
    serialport: bare('serialport'),
    'tty.ReadStream': bare('tty.ReadStream'),
  };
  const results = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  await withDevices(program, ['beacon', 1], async ([path]) => {
    const beFree = beBusy();
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, measure] of Object.entries(contestants)) {
        const errors = await measure(path);
        if (errors.length < 100) throw new Error(`${name} heard only ${errors.length} beacons`);
        results[name].push({ p50: quantile(errors, 0.5), p99: quantile(errors, 0.99) });
      }
    }
    beFree();
  });
  const of = (name, field) => median(results[name].map((result) => result[field]));
  const row = (field, beside, bar, ok) => ({
    name: `time-stamp-error-${field}-when-busy`,
    unit: 'us',
    ours: of('ours', field),
    beside,
    floor: of(beside, field),
    ratio: of('ours', field) / of(beside, field),
    bar,
    ok,
  });
  return [
    row('p99', 'serialport', 'ratio <= 0.25', of('ours', 'p99') <= of('serialport', 'p99') / 4),
    row('p99', 'tty.ReadStream', 'none', null),
    row('p50', 'serialport', 'none', null),
  ];
};
