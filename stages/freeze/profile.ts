import { quantityIn } from '../../documents/units.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import type { Located } from '../../documents/yaml-document.ts';
import type { Part } from '../../schemas/types/part.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Profile } from '../../schemas/types/profile.ts';

type Resolved = NonNullable<Plan['profile']>;

/** Reads a quantity of a document in `unit`; a wrong unit is reported at its own place. */
export const quantityAt = (
  document: Located<unknown>,
  path: readonly string[],
  text: string,
  unit: string,
): number => {
  try {
    return quantityIn(text, unit);
  } catch (cause) {
    if (!(cause instanceof PilotError)) throw cause;
    const { code, message, hint } = cause;
    throw new PilotError({ code, message, hint, where: document.at(path), cause });
  }
};

const batteryEnergy = (profile: Located<Profile>): number => {
  const { capacity, voltage } = profile.value.battery;
  if (/W?J$|Wh$/u.test(capacity))
    return quantityAt(profile, ['battery', 'capacity'], capacity, 'J');
  const charge = quantityAt(profile, ['battery', 'capacity'], capacity, 'C');
  return charge * quantityAt(profile, ['battery', 'voltage'], voltage, 'V');
};

const statesOf = (
  part: Located<Part> | undefined,
  profile: Located<Profile>,
): Partial<Resolved> => {
  if (!part) return {};
  const current = (state: string): number | undefined => {
    const found = part.value.states?.[state];
    return found && quantityAt(part, ['states', state, 'current'], found.current, 'A');
  };
  const { state } = profile.value.sleep;
  const sleep = current(state);
  if (sleep === undefined) {
    throw new PilotError({
      code: 'STATE_UNKNOWN',
      message: `The part ${part.value.part} has no current for the power state "${state}"`,
      hint: `It knows: ${Object.keys(part.value.states ?? {}).join(', ') || 'none'}.`,
      where: profile.at(['sleep', 'state']),
    });
  }
  const active = current('active');
  const idle = current('idle');
  return {
    sleep_A: sleep,
    ...(active !== undefined && { active_A: active }),
    ...(idle !== undefined && { idle_A: idle }),
    ...(part.value.supply !== undefined && {
      supply_V: quantityAt(part, ['supply'], part.value.supply, 'V'),
    }),
  };
};

const sourcesOf = (profile: Profile, part: Part | undefined): string[] =>
  [
    ...Object.entries(part?.states ?? {})
      .filter(([state]) => ['active', profile.sleep.state].includes(state))
      .map(([state, { current, source }]) => `${state} ${current}: ${source}`),
    profile.sensor?.source && `sensor: ${profile.sensor.source}`,
    profile.uplink?.source && `uplink: ${profile.uplink.source}`,
    `battery: ${profile.battery.source}`,
  ].filter((source): source is string => typeof source === 'string');

/** The profile in base units (A, V, J, B, shares), joined with the part's data-sheet currents. */
export const resolveProfile = (profile: Located<Profile>, part?: Located<Part>): Resolved => {
  const { value } = profile;
  const read = (path: readonly string[], text: string, unit: string): number =>
    quantityAt(profile, path, text, unit);
  const supply = part?.value.supply;
  const supplyV = supply
    ? quantityAt(part, ['supply'], supply, 'V')
    : read(['battery', 'voltage'], value.battery.voltage, 'V');
  const { sensor, uplink, battery } = value;
  return {
    id: value.profile,
    inferences_per_day: value['inferences-per-day'],
    sleep_A: 0,
    supply_V: supplyV,
    ...statesOf(part, profile),
    ...(sensor?.current !== undefined &&
      sensor['time-per-inference'] !== undefined && {
        sensor_J_per_inference:
          read(['sensor', 'current'], sensor.current, 'A') *
          read(['sensor', 'time-per-inference'], sensor['time-per-inference'], 's') *
          supplyV,
      }),
    ...(uplink && {
      uplink_J_per_byte: read(['uplink', 'energy-per-byte'], uplink['energy-per-byte'], 'J'),
    }),
    ...(uplink?.['messages-per-day'] !== undefined && {
      uplink_messages_per_day: uplink['messages-per-day'],
    }),
    ...(uplink?.['message-overhead'] !== undefined && {
      uplink_overhead_B: read(['uplink', 'message-overhead'], uplink['message-overhead'], 'B'),
    }),
    battery_J: batteryEnergy(profile),
    battery_usable: read(['battery', 'usable'], battery.usable, '%') / 100,
    ...(battery['self-discharge-per-year'] !== undefined && {
      self_discharge_per_year:
        read(['battery', 'self-discharge-per-year'], battery['self-discharge-per-year'], '%') / 100,
    }),
    ...(value.repair !== undefined && { repair_days: read(['repair'], value.repair, 'days') }),
    ...(value.temperature !== undefined && {
      temperature_degC: read(['temperature'], value.temperature, 'degC'),
    }),
    sources: sourcesOf(value, part?.value),
  };
};
