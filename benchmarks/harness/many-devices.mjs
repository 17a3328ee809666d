import { median } from '../timing.mjs';
import { bareWays } from './bare.mjs';
import { withDevices } from './devices.mjs';
import { openLink } from './ours.mjs';

const devices = 100;
const rounds = 3;
const lasting_ms = 3000;

/** Exchanges of each device, all asking again as soon as they are answered. */
const exchangesOf = async (ports) => {
  const until = performance.now() + lasting_ms;
  return Promise.all(
    ports.map(async ({ exchange }) => {
      let count = 0;
      for (; performance.now() < until; count += 1) await exchange(`ping ${count}`);
      return count;
    }),
  );
};

const bare = async (path) => {
  let answered;
  const hear = (bytes) => bytes.at(-1) === 0x0a && answered();
  const port = await bareWays.serialport(path, hear);
  return {
    exchange: (text) =>
      new Promise((resolve) => {
        answered = resolve;
        port.send(Buffer.from(`${text}\n`));
      }),
    close: port.close,
  };
};

const measured = async (paths, open) => {
  const ports = await Promise.all(paths.map(open));
  const counts = await exchangesOf(ports);
  await Promise.all(ports.map(({ close }) => close()));
  const mean = counts.reduce((sum, count) => sum + count) / counts.length;
  return { rate: (mean * devices * 1000) / lasting_ms, fairness: Math.min(...counts) / mean };
};

/** A hundred devices at once: exchanges a second in total, and what the slowest gets of the mean. */
export const manyDevices = async (program) => {
  const [ours, floor] = [[], []];
  await withDevices(program, ['echo', devices], async (paths) => {
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await measured(paths, openLink));
      floor.push(await measured(paths, bare));
    }
  });
  const of = (results, field) => median(results.map((result) => result[field]));
  const row = (name, unit, field, bar, ok) => ({
    name,
    unit,
    ours: of(ours, field),
    beside: 'serialport',
    floor: of(floor, field),
    ratio: of(ours, field) / of(floor, field),
    bar,
    ok: ok(of(ours, field)),
  });
  return [
    row('exchanges-of-100-devices', '1/s', 'rate', 'ours >= 10000', (rate) => rate >= 10_000),
    row(
      'slowest-of-100-devices',
      'of the mean',
      'fairness',
      'ours >= 0.5',
      (least) => least >= 0.5,
    ),
  ];
};
