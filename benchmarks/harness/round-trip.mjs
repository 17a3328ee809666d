import { median } from '../timing.mjs';
import { bareWays } from './bare.mjs';
import { pyserial, withDevices } from './devices.mjs';
import { openLink } from './ours.mjs';
import { quantile } from './quantile.mjs';

const rounds = 9;
const exchanges = 2000;

const textOf = (index) => `ping ${String(index).padStart(6, '0')}`;

const timed = async (exchange) => {
  const took = [];
  const settling = exchanges / 10;
  for (let index = 0; index < exchanges + settling; index += 1) {
    const began = performance.now();
    await exchange(textOf(index));
    if (index >= settling) took.push((performance.now() - began) * 1000);
  }
  return { p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
};

const ours = async (path) => {
  const port = await openLink(path);
  const result = await timed((text) => port.exchange(text));
  await port.close();
  return result;
};

/** As little as can be done: an answer is there when a chunk ends in a line feed. */
const bare = (way) => async (path) => {
  let answered;
  const port = await bareWays[way](path, (bytes) => bytes.at(-1) === 0x0a && answered());
  const result = await timed(
    (text) =>
      new Promise((resolve) => {
        answered = resolve;
        port.send(Buffer.from(`${text}\n`));
      }),
  );
  await port.close();
  return result;
};

/** Time from a command to its answer over a pty, in microseconds. */
export const roundTrip = async (program) => {
  const contestants = {
    ours,
    pyserial: (path) => pyserial('round-trip', path, exchanges),
    serialport: bare('serialport'),
    'tty.ReadStream': bare('tty.ReadStream'),
  };
  const results = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  await withDevices(program, ['echo', 1], async ([path]) => {
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, measure] of Object.entries(contestants)) {
        results[name].push(await measure(path));
      }
    }
  });
  const of = (name, field) => median(results[name].map((result) => result[field]));
  const row = (field, beside, bar, ok) => ({
    name: `round-trip-${field}`,
    unit: 'us',
    ours: of('ours', field),
    beside,
    floor: of(beside, field),
    ratio: of('ours', field) / of(beside, field),
    bar,
    ok,
  });
  const slower = of('ours', 'p50') > of('pyserial', 'p50');
  return [
    row('p50', 'pyserial', 'ratio <= 1', !slower),
    row('p50', 'serialport', 'none', null),
    row('p50', 'tty.ReadStream', 'none', null),
    row('p99', 'pyserial', 'none', null),
    row('p99', 'serialport', 'none', null),
    row('p99', 'tty.ReadStream', 'none', null),
  ];
};
