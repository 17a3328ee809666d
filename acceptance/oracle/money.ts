import { internalRate } from '../business/irr.ts';
import { npv } from '../business/npv.ts';
import { payback } from '../business/payback.ts';
import type { Method } from './case.ts';

/** Business numbers. */
export const money: Readonly<Record<string, Method>> = {
  npv: ({ cashflows }, { rate }) => ({ npv: npv(cashflows, rate) }),
  irr: ({ cashflows }) => ({ ...internalRate(cashflows) }),
  payback: ({ cashflows }, { rate }) => {
    const simple = payback(cashflows);
    const discounted = payback(cashflows, rate);
    return {
      simple: simple.first,
      simpleStable: simple.lasting,
      discounted: discounted.first,
      discountedStable: discounted.lasting,
    };
  },
};
