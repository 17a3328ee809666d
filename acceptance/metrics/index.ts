import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import { accuracy } from './accuracy.ts';
import { auc } from './auc.ts';
import { aucGrid } from './auc-grid.ts';
import { aucMacro } from './auc-macro.ts';
import { batteryLife } from './battery-life.ts';
import { backlogDuplicates } from './backlog-duplicates.ts';
import { backlogLost } from './backlog-lost.ts';
import { brier } from './brier.ts';
import { calibrationAge } from './calibration-age.ts';
import { coldLatency } from './cold-latency.ts';
import { confidentAccuracy } from './confident-accuracy.ts';
import { coverage } from './coverage.ts';
import { cpuPerInference } from './cpu-per-inference.ts';
import { dataPerDay } from './data-per-day.ts';
import { declaredState } from './declared-state.ts';
import { deviceErrors } from './device-errors.ts';
import { drop } from './drop.ts';
import { energyPerDay } from './energy-per-day.ts';
import { energyPerInference } from './energy-per-inference.ts';
import { fallbackTaken } from './fallback-taken.ts';
import { falseAlarms } from './false-alarms.ts';
import { falsePositiveRate } from './false-positive-rate.ts';
import { flash } from './flash.ts';
import { gap } from './gap.ts';
import { heapHeadroom } from './heap-headroom.ts';
import { heapLoss } from './heap-loss.ts';
import { latency } from './latency.ts';
import { macroF1 } from './macro-f1.ts';
import { memoryResident } from './memory-resident.ts';
import { precision } from './precision.ts';
import { ram } from './ram.ts';
import { recall } from './recall.ts';
import { reactionTime } from './reaction-time.ts';
import { restarts } from './restarts.ts';
import { stackHeadroom } from './stack-headroom.ts';
import { stackLoss } from './stack-loss.ts';
import { throughput } from './throughput.ts';
import { uptime } from './uptime.ts';
import { windowDuration } from './window-duration.ts';
import { windowEnergy } from './window-energy.ts';
import { windowInferences } from './window-inferences.ts';
import { windows } from './windows.ts';

// The assertions let the compiler emit the union of names without looking into the files.
const declared = {
  latency: latency as MetricDeclaration,
  'cold-latency': coldLatency as MetricDeclaration,
  accuracy: accuracy as MetricDeclaration,
  recall: recall as MetricDeclaration,
  precision: precision as MetricDeclaration,
  'false-positive-rate': falsePositiveRate as MetricDeclaration,
  'macro-f1': macroF1 as MetricDeclaration,
  auc: auc as MetricDeclaration,
  'auc-macro': aucMacro as MetricDeclaration,
  'auc-grid': aucGrid as MetricDeclaration,
  brier: brier as MetricDeclaration,
  'fallback-taken': fallbackTaken as MetricDeclaration,
  'confident-accuracy': confidentAccuracy as MetricDeclaration,
  coverage: coverage as MetricDeclaration,
  drop: drop as MetricDeclaration,
  gap: gap as MetricDeclaration,
  throughput: throughput as MetricDeclaration,
  windows: windows as MetricDeclaration,
  'window-duration': windowDuration as MetricDeclaration,
  'window-inferences': windowInferences as MetricDeclaration,
  'window-energy': windowEnergy as MetricDeclaration,
  'energy-per-inference': energyPerInference as MetricDeclaration,
  'energy-per-day': energyPerDay as MetricDeclaration,
  'battery-life': batteryLife as MetricDeclaration,
  'data-per-day': dataPerDay as MetricDeclaration,
  'false-alarms': falseAlarms as MetricDeclaration,
  restarts: restarts as MetricDeclaration,
  'device-errors': deviceErrors as MetricDeclaration,
  uptime: uptime as MetricDeclaration,
  'heap-loss': heapLoss as MetricDeclaration,
  'stack-loss': stackLoss as MetricDeclaration,
  'declared-state': declaredState as MetricDeclaration,
  'reaction-time': reactionTime as MetricDeclaration,
  'calibration-age': calibrationAge as MetricDeclaration,
  'backlog-lost': backlogLost as MetricDeclaration,
  'backlog-duplicates': backlogDuplicates as MetricDeclaration,
  flash: flash as MetricDeclaration,
  ram: ram as MetricDeclaration,
  'stack-headroom': stackHeadroom as MetricDeclaration,
  'heap-headroom': heapHeadroom as MetricDeclaration,
  'memory-resident': memoryResident as MetricDeclaration,
  'cpu-per-inference': cpuPerInference as MetricDeclaration,
};

export type MetricName = keyof typeof declared;

/** Every metric by its id. */
export const metrics: Readonly<Record<MetricName, MetricDeclaration>> = declared;

/** The declaration of a metric, or undefined where there is none of that name. */
export const metricNamed = (name: string): MetricDeclaration | undefined =>
  Object.hasOwn(metrics, name) ? metrics[name as MetricName] : undefined;
