import type { BusinessCase, Input } from '../../../schemas/types/business.ts';

export const input = (low: number, base: number = low, high: number = base): Input => ({
  low,
  base,
  high,
  unit: 'EUR',
  source: 'made up',
});

/** Ten devices for 100 each that save 5 a device and month, undiscounted over three years. */
export const tenDevices: BusinessCase = {
  currency: 'EUR',
  horizon: 36,
  'discount-rate': input(0),
  fleet: 10,
  costs: { device: input(100), installation: input(0) },
  cloud: {
    backhaul: input(5),
    inference: input(0),
    storage: input(0),
    egress: input(0),
    'edge-residual': input(0),
  },
};

/** The same with ranges, its savings as several lines of the cloud. */
export const tenDevicesWithin = (device: Input, backhaul: Input): BusinessCase => ({
  ...tenDevices,
  costs: { ...tenDevices.costs, device },
  cloud: { ...tenDevices.cloud, backhaul, inference: input(2), 'edge-residual': input(1) },
});
