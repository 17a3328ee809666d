import { writeAmount, writeMoney } from '../../documents/money.ts';
import type { BusinessCase } from '../../schemas/types/business.ts';
import type { Range } from '../../schemas/types/record.ts';
import type { ByScenario } from './scenario.ts';

interface Told {
  readonly npv: ByScenario;
  /** Months to the first and to the lasting payback; low is the pessimistic scenario. */
  readonly first: Range;
  readonly lasting: Range;
  readonly net: ByScenario;
  readonly uptime: ByScenario;
}

/** To a tenth, as the report prints the same figure. */
const months = (value: number): string => `${value.toFixed(1)} months`;

/** When the money is back, in the three scenarios; that it never is stands first and plain. */
const paybackOf = ({ npv, first, lasting, net }: Told, horizon: number): string => {
  const within = `within ${horizon} months`;
  if (lasting.base !== null) {
    const worst = lasting.low === null ? `, and not ${within} in the pessimistic one` : '';
    const discounted = npv.expected < 0 ? ' (not once it is discounted)' : '';
    return `The case pays back for good after ${months(lasting.base)} in the expected scenario${discounted}${worst}`;
  }
  const best =
    lasting.high === null
      ? `${within}, in none of the three scenarios`
      : `${within} in the expected scenario, only in the optimistic one, after ${months(lasting.high)}`;
  const undone =
    first.base === null ? '' : `; a first payback after ${months(first.base)} is undone later`;
  const losing = net.expected < 0 ? '; it costs more a year to run than it brings' : '';
  return `The case does not pay back ${best}${undone}${losing}`;
};

/** The case in a sentence or two, amounts in the notation of its locale and without cents. */
export const tell = ({ currency, locale, horizon }: BusinessCase, told: Told): string => {
  const { npv, uptime } = told;
  const money = (value: number): string => writeMoney(Math.round(value), currency, locale);
  const plain = (value: number): string => writeAmount(Math.round(value), locale);
  const ends = `pessimistic ${plain(npv.pessimistic)}, optimistic ${plain(npv.optimistic)}`;
  const fewer =
    uptime.expected < 0
      ? ` The devices find fewer faults in time than today's way does, which costs ${money(-uptime.expected)} a year.`
      : '';
  return `${paybackOf(told, horizon)}; its net present value is ${money(npv.expected)} (${ends}).${fewer}`;
};
