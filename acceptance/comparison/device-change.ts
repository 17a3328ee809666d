import type { Cluster } from '../families/family.ts';
import { familyOf } from '../families/index.ts';
import { byDevice, tooFewSessions } from '../families/scope.ts';
import { pairedT, welch, type MeanDifference } from '../statistics/mean-difference.ts';
import {
  changeScale,
  eitherSays,
  scaled,
  unknown,
  type Arm,
  type Arms,
  type Change,
} from './change.ts';

const PAIRED =
  'the same devices: paired t limits on the value of each device, K - 1 degrees of freedom';

const UNPAIRED = 'different devices: limits of Welch 1947 on the value of each device';

const SESSIONS =
  'these devices: limits of Welch 1947 on the values of their sessions, device by device';

const boundsOf = (result: MeanDifference | null, scale: number): Change['bounds'] =>
  result === null ? unknown : scaled({ ...result, estimate: result.difference }, scale);

const known = (value: number | null | undefined): number[] =>
  value == null || !Number.isFinite(value) ? [] : [value];

/** What each session showed by itself, where it showed anything. */
const sessionsOf = ({ gathered, claim }: Arm, { metric }: Arms): Cluster<number>[] => {
  const { judge } = familyOf(metric, claim.statistic);
  const alone = { ...claim, leastDevices: 0 };
  return gathered.clusters.flatMap((cluster) =>
    known(judge([cluster], alone).devices.at(0)?.value).map((statistic) => ({
      ...cluster,
      statistic,
    })),
  );
};

const valuesOf = (sessions: readonly Cluster<number>[]): Map<string, number[]> =>
  new Map(
    [...byDevice(sessions)].map(([device, own]) => [device, own.map(({ statistic }) => statistic)]),
  );

/** Change on these devices: sessions are compared with sessions of the same device. */
const sessionChange = (arms: Arms): Change => {
  const { baseline, candidate, claim, metric } = arms;
  const sessions = {
    baseline: sessionsOf(baseline, arms),
    candidate: sessionsOf(candidate, arms),
  };
  const [before, after] = [valuesOf(sessions.baseline), valuesOf(sessions.candidate)];
  const same = before.size === after.size && [...after.keys()].every((name) => before.has(name));
  const strata = [...after.keys()]
    .toSorted()
    .map((device) => ({ first: after.get(device)!, second: before.get(device) ?? [] }));
  return {
    bounds: same ? boundsOf(welch(strata, claim.confidence), changeScale(metric)) : unknown,
    method: SESSIONS,
    paired: false,
    devices: [],
    // The parts of one session resemble each other, and these limits allow for none of that.
    reason: same
      ? eitherSays(sessions, (own) => tooFewSessions(own, claim))
      : 'the claim is about these devices, and the runs are of others',
    display: [],
  };
};

/** Change of what each device, or each of its sessions, showed: whole clusters are compared. */
export const deviceChange = (arms: Arms): Change => {
  const { baseline, candidate, claim } = arms;
  if (claim.scope !== 'fleet') return sessionChange(arms);
  const scale = changeScale(arms.metric);
  const showed = ({ judgement }: Arm): Map<string, number[]> =>
    new Map(judgement.devices.map(({ device, value }) => [device, known(value)]));
  const [before, after] = [showed(baseline), showed(candidate)];
  const [first, second] = [[...after.values()].flat(), [...before.values()].flat()];
  const pairs = candidate.judgement.devices.flatMap(({ device, n }) => {
    const [now, past] = [after.get(device)?.[0], before.get(device)?.[0]];
    return now === undefined || past === undefined ? [] : [{ device, n, now, past }];
  });
  if (pairs.length !== after.size || pairs.length !== before.size) {
    return {
      bounds: boundsOf(welch([{ first, second }], claim.confidence), scale),
      method: UNPAIRED,
      paired: false,
      devices: [],
      display: [],
    };
  }
  const result = pairedT(
    pairs.map(({ now }) => now),
    pairs.map(({ past }) => past),
    claim.confidence,
  );
  return {
    bounds: boundsOf(result, scale),
    method: PAIRED,
    paired: true,
    devices: pairs.map(({ device, n, now, past }) => ({ device, n, value: (now - past) * scale })),
    display: [],
  };
};
