export { cashFlowChart } from './cash-flow.ts';
export { confusionChart } from './confusion.ts';
export { batteryChart, energyChart } from './energy.ts';
export { forestChart } from './forest.ts';
export { latencyChart } from './latency.ts';
export { verdictMark } from './mark.ts';
export type { Svg } from './svg.ts';
