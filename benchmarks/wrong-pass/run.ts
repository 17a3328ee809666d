// `npm run simulate [-- NAME...]`: measures how often the default rules pass, in all situations or
// in those named, and writes their tables in docs/wrong-pass.md anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { LEAST_DEVICES } from '../../acceptance/families/scope.ts';
import type { Measured } from './measure.ts';
import { DEVICES } from './situation.ts';
import { situations } from './situations/index.ts';
import { sectionIn, sectionOf, type Lookup } from './table.ts';
import type { Delivery, Order } from './worker.ts';

const PAGE = 'docs/wrong-pass.md';
const SEED = 1;
const BEGIN = '<!-- measured: begin -->';
const END = '<!-- measured: end -->';
/** Pilots a cell of devices too few for a fleet: they cannot pass, which a few show. */
const OF_TOO_FEW = 200;

const named = process.argv.slice(2);
const wanted = situations.filter(({ id }) => named.length === 0 || named.includes(id));
const unknown = named.filter((name) => !situations.some(({ id }) => id === name));
if (unknown.length > 0) {
  const known = situations.map(({ id }) => id).join(', ');
  console.error(`No situation named ${unknown.join(', ')}. There are: ${known}.`);
  process.exit(2);
}

const orders: Order[] = wanted
  .flatMap(({ id, values, repetitions }) =>
    DEVICES.flatMap((devices) =>
      values.flatMap((value) =>
        (['limit', 'better'] as const).map((truth) => ({
          situation: id,
          devices,
          value,
          truth,
          seed: SEED,
          repetitions: devices < LEAST_DEVICES ? OF_TOO_FEW : repetitions[truth],
        })),
      ),
    ),
  )
  .map((order, number) => ({ ...order, number }));

/** Lets every core take the next cell when it is done with one. */
const measureAll = async (): Promise<Measured[]> => {
  const measured: Measured[] = [];
  const waiting = [...orders];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('worker.ts', import.meta.url), {
        execArgv: ['--import', 'jiti/register'],
      });
      const next = (): void => {
        const order = waiting.shift();
        if (order) worker.postMessage(order, []);
        else void worker.terminate().then(() => resolve(), reject);
      };
      worker.on('error', reject);
      worker.on('message', ({ number, measured: own }: Delivery) => {
        measured[number] = own;
        const { situation, devices, value, truth } = orders[number]!;
        console.error(
          `${orders.length - waiting.length}/${orders.length} ${situation}, ${devices} devices, ${value}, ${truth}: ${(own.passed * 100).toFixed(2)} %`,
        );
        next();
      });
      next();
    });
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return measured;
};

const started = performance.now();
const measured = await measureAll();
const lookup =
  (id: string): Lookup =>
  (devices, value, truth) => {
    const { number } = orders.find(
      (order) =>
        order.situation === id &&
        order.devices === devices &&
        order.value === value &&
        order.truth === truth,
    )!;
    return measured[number]!;
  };

const page = readFileSync(PAGE, 'utf8');
const [before = '', rest = ''] = page.split(BEGIN);
const [old = '', after = ''] = rest.split(END);
const sections = situations.map((situation) =>
  wanted.includes(situation)
    ? sectionOf(situation, lookup(situation.id))
    : sectionIn(old, situation),
);
writeFileSync(PAGE, `${before}${BEGIN}\n\n${sections.join('\n')}\n${END}${after}`);
console.error(`${PAGE} written after ${Math.round((performance.now() - started) / 1000)} s`);
