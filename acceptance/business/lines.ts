import type { BusinessCase, Input } from '../../schemas/types/business.ts';
import type { Drivers } from './drivers.ts';
import { lineOf, times, type Line } from './line.ts';
import { runningCosts } from './running-costs.ts';
import { benefit, cost } from './scenario.ts';
import { uptimeLines } from './uptime-value.ts';

/** What is paid once: at the start, and for taking the devices away at the end. */
const onceLines = ({ costs, fleet }: BusinessCase): { start: Line[]; end: Line[] } => {
  const once = (id: string, input: Input | undefined, devices?: number): Line[] => {
    if (!input) return [];
    const each = cost(input);
    const per = devices === undefined ? 'once' : 'device';
    const total = times(devices ?? 1, each);
    return [lineOf({ group: 'investment', when: 'start', id, per, each, total, input })];
  };
  const removal = costs.decommissioning;
  return {
    start: [
      ...once('device', costs.device, fleet),
      ...once('installation', costs.installation, fleet),
      ...once('project', costs.project),
      ...once('training', costs.training),
    ],
    end: removal
      ? [
          lineOf({
            group: 'running-cost',
            when: 'end',
            id: 'decommissioning',
            per: 'device, at the end',
            each: cost(removal),
            total: times(fleet, cost(removal)),
            input: removal,
          }),
        ]
      : [],
  };
};

const cloudLines = ({ cloud, fleet }: BusinessCase): Line[] =>
  Object.entries(cloud).map(([id, input]) => {
    const kept = id === 'edge-residual';
    const each = kept ? times(-1, cost(input)) : benefit(input);
    const made = { group: 'cloud', when: 'evenly', per: 'device and month' } as const;
    return lineOf({ ...made, id, each, total: times(12 * fleet, each), input });
  });

/** Every line of the case, investments first. */
export const linesOf = (business: BusinessCase, drivers: Drivers): Line[] => {
  const { start, end } = onceLines(business);
  return [
    ...start,
    ...runningCosts(business, drivers),
    ...end,
    ...cloudLines(business),
    ...uptimeLines(business, drivers),
  ];
};
