import type { BusinessCase, Input } from '../../schemas/types/business.ts';
import type { Drivers } from './drivers.ts';
import { lineOf, times, type Line } from './line.ts';
import { benefit, byScenario, cost, type ByScenario } from './scenario.ts';

/**
 * Loss avoided by faults found in time, and against it what is avoided today already. Where fewer
 * are found than today the difference is a loss, and the pessimistic scenario takes more and
 * costlier faults, not fewer.
 */
export const uptimeLines = ({ uptime, fleet }: BusinessCase, drivers: Drivers): Line[] => {
  const { recall, origins } = drivers;
  if (!uptime || !recall) return [];
  const today = cost(uptime['recall-today']);
  const worse = byScenario((name) => Math.sign(recall[name] - today[name]));
  const worth = (input: Input): ByScenario =>
    byScenario((name) => (worse[name] < 0 ? cost(input)[name] : benefit(input)[name]));
  const [faults, avoidable, loss] = [
    worth(uptime['faults-per-device-year']),
    worth(uptime['avoidable-share']),
    worth(uptime['loss-per-missed-fault']),
  ];
  const all = byScenario((name) => faults[name] * avoidable[name] * loss[name]);
  const line = (id: string, label: string, input: Input, each: ByScenario, origin?: string): Line =>
    lineOf({
      group: 'uptime',
      when: 'evenly',
      per: 'device and year',
      id,
      label,
      input,
      each,
      total: times(fleet, each),
      origin,
    });
  return [
    line(
      'faults-found',
      'Losses avoided by faults found in time',
      uptime['loss-per-missed-fault'],
      byScenario((name) => all[name] * recall[name]),
      origins.recall,
    ),
    line(
      'faults-found-today',
      'Less what is avoided today without them',
      uptime['recall-today'],
      byScenario((name) => -all[name] * today[name]),
    ),
  ];
};
