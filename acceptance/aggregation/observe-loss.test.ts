import { expect, test } from 'vitest';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { heapLoss } from '../metrics/heap-loss.ts';
import { observeLoss } from './observe-loss.ts';

const event = (fields: Partial<TelemetryEvent>): TelemetryEvent => ({
  v: 1,
  device: 'a',
  session: 's',
  seq: 0,
  time_us: 0,
  kind: 'inference',
  ...fields,
});
const around = (elapsedDays: number) => ({ elapsedDays, sighting: 'first', sample: 0 }) as const;

test('a loss is what fell since the inference before, over all the time between', () => {
  const observe = observeLoss(heapLoss);
  expect(observe(event({ heap_free: 1000 }), around(0))).toBeUndefined();
  expect(observe(event({ kind: 'sleep' }), around(0.25))).toBeUndefined();
  expect(observe(event({ heap_free: 900 }), around(0.25))).toEqual({ value: 100, exposure: 0.5 });
  expect(observe(event({ heap_free: 950 }), around(1))).toEqual({ value: 0, exposure: 1 });
});

test('sessions and devices have memories of their own', () => {
  const observe = observeLoss(heapLoss);
  observe(event({ heap_free: 1000 }), around(0));
  expect(observe(event({ heap_free: 10, session: 't' }), around(0))).toBeUndefined();
  expect(observe(event({ heap_free: 10, device: 'b' }), around(0))).toBeUndefined();
});

test('an inference that does not say is missing, never no loss', () => {
  const observe = observeLoss(heapLoss);
  observe(event({ heap_free: 1000 }), around(0));
  expect(observe(event({}), around(1))).toEqual({ value: undefined, exposure: 0 });
});
