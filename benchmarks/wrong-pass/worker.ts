import { parentPort } from 'node:worker_threads';
import { measure, type Measured } from './measure.ts';
import type { Truth } from './situation.ts';
import { situations } from './situations/index.ts';

/** A cell by names that can be sent between threads. */
export interface Order {
  readonly number: number;
  readonly situation: string;
  readonly devices: number;
  readonly value: number;
  readonly truth: Truth;
  readonly seed: number;
  readonly repetitions: number;
}

/** What came of an order. */
export interface Delivery {
  readonly number: number;
  readonly measured: Measured;
}

parentPort?.on('message', ({ number, seed, repetitions, ...order }: Order) => {
  const situation = situations.find(({ id }) => id === order.situation);
  if (!situation) throw new Error(`No situation ${order.situation}`);
  const measured = measure({ ...order, situation }, seed, repetitions);
  parentPort?.postMessage({ number, measured } satisfies Delivery, []);
});
