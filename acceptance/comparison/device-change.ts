import { byDevice } from '../families/scope.ts';
import { familyOf } from '../families/index.ts';
import { pairedT, welch, type MeanDifference } from '../statistics/mean-difference.ts';
import { changeScale, scaled, unknown, type Arm, type Arms, type Change } from './change.ts';

const PAIRED =
  'the same devices: paired t limits on the value of each device, K - 1 degrees of freedom';

const UNPAIRED = 'different devices: limits of Welch 1947 on the value of each device';

const SESSIONS =
  'these devices: limits of Welch 1947 on the values of their sessions, device by device';

/** Values of a run's devices, or of the sessions of each; of a fleet each device has one. */
type Values = ReadonlyMap<string, readonly number[]>;

const valuesOf = ({ gathered, judgement }: Arm, { metric, claim }: Arms): Values => {
  const known = (value: number | null | undefined): number[] =>
    value == null || !Number.isFinite(value) ? [] : [value];
  if (claim.scope === 'fleet') {
    return new Map(judgement.devices.map(({ device, value }) => [device, known(value)]));
  }
  const free = { ...claim, op: '>=', limit: 0, leastDevices: 0 } as const;
  return new Map(
    [...byDevice(gathered.clusters)].map(([device, own]) => [
      device,
      own.flatMap((cluster) => known(familyOf(metric).judge([cluster], free).devices.at(0)?.value)),
    ]),
  );
};

const boundsOf = (result: MeanDifference | null, scale: number): Change['bounds'] =>
  result === null ? unknown : scaled({ ...result, estimate: result.difference }, scale);

/** Change of what each device, or each of its sessions, showed: whole clusters are compared. */
export const deviceChange = (arms: Arms): Change => {
  const { baseline, candidate, claim, metric } = arms;
  const [before, after] = [valuesOf(baseline, arms), valuesOf(candidate, arms)];
  const devices = [...after.keys()].toSorted();
  const same = before.size === after.size && devices.every((device) => before.has(device));
  const all = (values: Values): number[] => devices.flatMap((device) => values.get(device) ?? []);
  const scale = changeScale(metric);
  const { confidence } = claim;
  if (claim.scope !== 'fleet') {
    const strata = devices.map((device) => ({
      first: after.get(device) ?? [],
      second: before.get(device) ?? [],
    }));
    return {
      bounds: same ? boundsOf(welch(strata, confidence), scale) : unknown,
      method: SESSIONS,
      paired: false,
      devices: [],
      reason: same ? undefined : 'the claim is about these devices, and the runs are of others',
      display: [],
    };
  }
  const complete = same && [before, after].every((values) => all(values).length === devices.length);
  if (!complete) {
    const [first, second] = [[...after.values()].flat(), [...before.values()].flat()];
    const result = welch([{ first, second }], confidence);
    return {
      bounds: boundsOf(result, scale),
      method: UNPAIRED,
      paired: false,
      devices: [],
      display: [],
    };
  }
  const sizes = new Map(candidate.judgement.devices.map(({ device, n }) => [device, n]));
  return {
    bounds: boundsOf(pairedT(all(after), all(before), confidence), scale),
    method: PAIRED,
    paired: true,
    devices: devices.map((device) => ({
      device,
      n: sizes.get(device) ?? 0,
      value: (after.get(device)![0]! - before.get(device)![0]!) * scale,
    })),
    display: [],
  };
};
