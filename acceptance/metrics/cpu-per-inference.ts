import type { MetricDeclaration } from '../../schemas/types/metric.ts';

/** Processor time of one inference of a device that is a process, as its system counts it. */
export const cpuPerInference: MetricDeclaration = {
  id: 'cpu-per-inference',
  title: 'Processor time per inference',
  family: 'mean',
  from: 'events',
  events: { kind: 'inference' },
  value: 'cpu_us',
  unit: 'us',
  reporter: 'host',
  clusters: ['device', 'session'],
  better: 'lower',
};
