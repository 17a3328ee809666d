import type { Claim, Cluster } from './family.ts';
import { counted } from './number-words.ts';

/** Fewest devices a claim about a fleet may rest on. */
export const LEAST_DEVICES = 5;

/** Fewest sessions of each device a claim about these devices may rest on. */
export const LEAST_SESSIONS = 5;

/** Devices in order of first appearance, each with its clusters. */
export const byDevice = <S>(clusters: readonly Cluster<S>[]): Map<string, Cluster<S>[]> => {
  const devices = new Map<string, Cluster<S>[]>();
  for (const cluster of clusters) {
    const known = devices.get(cluster.device);
    if (known) known.push(cluster);
    else devices.set(cluster.device, [cluster]);
  }
  return devices;
};

/**
 * Why the clusters that hold data cannot carry the claim, or undefined where they can: events of
 * one device resemble each other, so a fleet is learnt from devices and a device from sessions.
 */
export const tooFewClusters = <S>(
  clusters: readonly Cluster<S>[],
  claim: Pick<Claim, 'scope' | 'leastDevices'>,
): string | undefined => {
  const devices = byDevice(clusters);
  const seen = devices.size === 1 ? 'there is 1' : `there are ${devices.size}`;
  if (claim.scope === 'fleet' && devices.size < LEAST_DEVICES) {
    return `a claim about a fleet needs at least ${LEAST_DEVICES} devices with such events, and ${seen}`;
  }
  if (devices.size < claim.leastDevices) {
    return `the suite asks for at least ${counted(claim.leastDevices, 'device')}, and ${seen} with such events`;
  }
  if (claim.scope === 'fleet') return undefined;
  const short = [...devices].filter(([, sessions]) => sessions.length < LEAST_SESSIONS);
  const [first] = short;
  return first === undefined
    ? undefined
    : `a claim about these devices needs at least ${LEAST_SESSIONS} sessions of each, and ${first[0]} has ${first[1].length}`;
};
