import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import { accuracy } from './accuracy.ts';
import { batteryLife } from './battery-life.ts';
import { coldLatency } from './cold-latency.ts';
import { dataPerDay } from './data-per-day.ts';
import { drop } from './drop.ts';
import { energyPerDay } from './energy-per-day.ts';
import { energyPerInference } from './energy-per-inference.ts';
import { falsePositiveRate } from './false-positive-rate.ts';
import { flash } from './flash.ts';
import { heapHeadroom } from './heap-headroom.ts';
import { latency } from './latency.ts';
import { ram } from './ram.ts';
import { recall } from './recall.ts';
import { stackHeadroom } from './stack-headroom.ts';

// The assertions let the compiler emit the union of names without looking into the files.
const declared = {
  latency: latency as MetricDeclaration,
  'cold-latency': coldLatency as MetricDeclaration,
  accuracy: accuracy as MetricDeclaration,
  recall: recall as MetricDeclaration,
  'false-positive-rate': falsePositiveRate as MetricDeclaration,
  drop: drop as MetricDeclaration,
  'energy-per-inference': energyPerInference as MetricDeclaration,
  'energy-per-day': energyPerDay as MetricDeclaration,
  'battery-life': batteryLife as MetricDeclaration,
  'data-per-day': dataPerDay as MetricDeclaration,
  flash: flash as MetricDeclaration,
  ram: ram as MetricDeclaration,
  'stack-headroom': stackHeadroom as MetricDeclaration,
  'heap-headroom': heapHeadroom as MetricDeclaration,
};

export type MetricName = keyof typeof declared;

/** Every metric by its id. */
export const metrics: Readonly<Record<MetricName, MetricDeclaration>> = declared;

/** The declaration of a metric, or undefined where there is none of that name. */
export const metricNamed = (name: string): MetricDeclaration | undefined =>
  Object.hasOwn(metrics, name) ? metrics[name as MetricName] : undefined;
