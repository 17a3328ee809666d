import type { Plan } from '../../schemas/types/plan.ts';

export type DutyCycle = NonNullable<Plan['profile']>;

const SECONDS_PER_DAY = 86_400;
const DAYS_PER_YEAR = 365.25;

/** What an inference showed. */
export interface InferenceLoad {
  readonly energy_J: number;
  readonly time_s: number;
  readonly bytes: number;
}

/** Where the energy of a day goes, in J; self-discharge is what the battery loses by itself. */
export interface DailyEnergy {
  readonly inference: number;
  readonly sleep: number;
  readonly sensor: number;
  readonly uplink: number;
}

/** Bytes of messages a day that do not depend on an inference. */
const overheadPerDay = (profile: DutyCycle): number =>
  (profile.uplink_messages_per_day ?? 0) * (profile.uplink_overhead_B ?? 0);

/**
 * The day of a device whose every inference is like this one: measured energy of the inferences,
 * the rest of the day asleep, sensor and uplink by the profile.
 */
export const dailyEnergy = (profile: DutyCycle, load: InferenceLoad): DailyEnergy => {
  const perDay = profile.inferences_per_day;
  const asleep = Math.max(0, SECONDS_PER_DAY - perDay * load.time_s);
  return {
    inference: perDay * load.energy_J,
    sleep: profile.sleep_A * profile.supply_V * asleep,
    sensor: perDay * (profile.sensor_J_per_inference ?? 0),
    uplink: (profile.uplink_J_per_byte ?? 0) * (perDay * load.bytes + overheadPerDay(profile)),
  };
};

/** Sum of the parts of a day, J. */
export const totalOf = (day: DailyEnergy): number =>
  day.inference + day.sleep + day.sensor + day.uplink;

/** Bytes on the uplink a day of a device whose every inference sends `bytes`. */
export const dailyBytes = (profile: DutyCycle, bytes: number): number =>
  profile.inferences_per_day * bytes + overheadPerDay(profile);

/** J a day that the battery loses without any load, its yearly share spread evenly. */
export const selfDischarge = (profile: DutyCycle): number =>
  (profile.battery_J * (profile.self_discharge_per_year ?? 0)) / DAYS_PER_YEAR;

/** Days the usable part of the battery lasts at so many J a day. */
export const batteryDays = (profile: DutyCycle, energyPerDay: number): number =>
  (profile.battery_J * profile.battery_usable) / (energyPerDay + selfDischarge(profile));
