import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freeze } from '../../dist/stages/freeze.js';
import { gather } from '../../dist/stages/gather.js';
import { newRun } from '../../dist/stages/new-run.js';
import { median } from '../timing.mjs';
import { bareWays } from './bare.mjs';
import { pyserial, withDevices } from './devices.mjs';
import { journaled } from './journaled.mjs';
import { suiteFor } from './suite.mjs';

const rounds = 7;
const lines = 20_000;
/** pyserial reads a byte a system call: as many lines as do not take half a minute. */
const fewLines = 1000;

const rate = (count, began_ms) => (count * 1000) / (performance.now() - began_ms);

/** The whole of `pilot gather`: scenario, events of each device, journal and transcript. */
const gathered = (folder) => async (path, round) => {
  const { suiteFile, config } = await suiteFor(folder, [path], lines);
  const frozen = await freeze({ suiteFile, config, withDevices: true });
  const runs = join(folder, 'runs');
  const started = new Date();
  const out = join(runs, `telemetry-${round}`);
  const run = await newRun({ frozen, runs, started, out });
  let [events, first_ms, last_ms] = [0, 0, 0];
  const onEntry = ({ kind }) => {
    if (kind !== 'event') return;
    last_ms = performance.now();
    first_ms ||= last_ms;
    events += 1;
  };
  const { signal } = new AbortController();
  const evidence = await gather({ frozen, run, runs, config, started, signal, onEntry });
  if (evidence.counts.events !== lines || events !== lines) {
    throw new Error(`${evidence.counts.events} of ${lines} events were gathered`);
  }
  return ((lines - 1) * 1000) / (last_ms - first_ms);
};

/** Lines that are parsed and whose sequence is checked, and nothing more. */
const bare = (way) => async (path) => {
  let [count, rest, began_ms] = [-1, '', 0];
  let done;
  const all = new Promise((resolve) => {
    done = resolve;
  });
  const port = await bareWays[way](path, (bytes) => {
    const texts = (rest + bytes.toString('latin1')).split('\n');
    rest = texts.pop();
    for (const text of texts) {
      const { sample } = JSON.parse(text);
      if (count < 0) began_ms = performance.now();
      else if (sample !== `s${count}`) throw new Error(`${way} lost the line ${count}`);
      count += 1;
    }
    if (count === lines) done();
  });
  port.send(Buffer.from('{"cmd":"id"}\n'));
  await all;
  const result = rate(lines, began_ms);
  await port.close();
  return result;
};

/** JSON telemetry lines a second over a pty. */
export const telemetry = async (program, folder) => {
  await mkdir(join(folder, 'runs'), { recursive: true });
  const contestants = {
    ours: [lines, (path, round) => journaled(folder, path, round, lines)],
    gathered: [lines, gathered(folder)],
    pyserial: [fewLines, async (path) => (await pyserial('lines', path, fewLines)).rate],
    serialport: [lines, bare('serialport')],
    'tty.ReadStream': [lines, bare('tty.ReadStream')],
  };
  const results = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, [count, measure]] of Object.entries(contestants)) {
      const measured = ([path]) => measure(path, round);
      results[name].push(await withDevices(program, ['telemetry', 1, count], measured));
    }
  }
  // The first round also compiles; the others are what a run of more than a second gets.
  const of = (name) => median(results[name].slice(1));
  const row = (name, of_us, beside, of_them, bar, ok) => ({
    name,
    unit: '1/s',
    ours: of_us,
    beside,
    floor: of_them,
    ratio: of_us / of_them,
    bar,
    ok,
  });
  const ours = of('ours');
  const parsed = (name) => [`${name}, parsed only`, of(name)];
  const journaling = 'telemetry-lines-journaled';
  return [
    row(journaling, ours, ...parsed('pyserial'), 'ours >= 60000', ours >= 60_000),
    row(journaling, ours, ...parsed('serialport'), 'none', null),
    row(journaling, ours, ...parsed('tty.ReadStream'), 'none', null),
    row(journaling, ours, 'its first 20,000', results.ours[0], 'none', null),
    row('telemetry-lines-gathered', of('gathered'), 'journaled only', ours, 'none', null),
  ];
};
