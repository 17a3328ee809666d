import { internalRate } from '../business/irr.ts';
import { modifiedRate } from '../business/mirr.ts';
import { npv } from '../business/npv.ts';
import { payback } from '../business/payback.ts';
import { batteryDays, dailyEnergy, totalOf } from '../energy/daily.ts';
import type { Method } from './case.ts';

/** A cell of one volt that is drained by an average current, as the profile of a device. */
const batteryLife: Method = ({ capacity_mAh, averageCurrent_mA }, { usableFraction }) => {
  const cell = {
    id: 'cell',
    inferences_per_day: 0,
    sleep_A: averageCurrent_mA / 1000,
    supply_V: 1,
    battery_J: capacity_mAh * 3.6,
    battery_usable: usableFraction,
  };
  const asleep = totalOf(dailyEnergy(cell, { energy_J: 0, time_s: 0, bytes: 0 }));
  const days = batteryDays(cell, asleep);
  return { days: Number.isFinite(days) ? days : null };
};

/** Business numbers. */
export const money: Readonly<Record<string, Method>> = {
  npv: ({ cashflows }, { rate }) => ({ npv: npv(cashflows, rate) }),
  irr: ({ cashflows }) => ({ ...internalRate(cashflows) }),
  mirr: ({ cashflows }, { financeRate, reinvestRate }) => ({
    mirr: modifiedRate(cashflows, financeRate, reinvestRate),
  }),
  battery_life_days: batteryLife,
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
