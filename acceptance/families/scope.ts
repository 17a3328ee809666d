import type { Claim, Cluster } from './family.ts';
import { counted } from './number-words.ts';

/** Fewest devices a claim about a fleet may rest on. */
export const LEAST_DEVICES = 5;

/** Fewest sessions of each device a claim about these devices may rest on. */
export const LEAST_SESSIONS = 5;

/** Blocks of each device that do instead where it has fewer sessions. */
export const LEAST_BLOCKS = 10;

/**
 * Consecutive inferences of a session that make a block. Neighbours resemble each other; blocks of
 * 20 to 50 keep most of a moderate serial correlation inside themselves, and short ones are more.
 */
export const BLOCK_SIZE = 25;

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
  const short = [...devices].find(([, own]) => own.length < leastOf(own));
  if (short === undefined) return undefined;
  const [name, own] = short;
  const has = isInBlocks(own) ? counted(own.length, 'block') : counted(own.length, 'session');
  return `a claim about these devices needs at least ${LEAST_SESSIONS} sessions of each, or ${LEAST_BLOCKS} blocks of ${BLOCK_SIZE} inferences, and ${name} has ${has}`;
};

/**
 * The same where blocks do not do: of the families that know no least correlation between the parts
 * of a session, blocks would make one long session prove what five may not.
 */
export const tooFewSessions = <S>(
  clusters: readonly Cluster<S>[],
  claim: Pick<Claim, 'scope' | 'leastDevices'>,
): string | undefined => {
  const split = claim.scope === 'fleet' ? undefined : clusters.find(isBlock);
  return (
    tooFewClusters(clusters, claim) ??
    (split &&
      `a claim of this kind about these devices needs at least ${LEAST_SESSIONS} sessions of each, and ${split.device} has fewer`)
  );
};

const isBlock = ({ block }: Pick<Cluster<unknown>, 'block'>): boolean => block !== undefined;

/** Whether the clusters of a device are blocks of its sessions. */
export const isInBlocks = (clusters: readonly Pick<Cluster<unknown>, 'block'>[]): boolean =>
  clusters.some(isBlock);

/** The session that a block is a part of; sessions and devices are parts of nothing here. */
export const partOf = ({
  device,
  session,
  block,
}: Pick<Cluster<unknown>, 'device' | 'session' | 'block'>): string | undefined =>
  block === undefined ? undefined : JSON.stringify([device, session]);

/** Clusters that tell of each other no more than assumed: of blocks the sessions they are parts of. */
export const countApart = (clusters: readonly Cluster<unknown>[]): number =>
  new Set(clusters.map((cluster, i) => partOf(cluster) ?? i)).size;

/** What a method adds where blocks are the clusters. */
export const BLOCKS_METHOD: string = `clusters are blocks of ${BLOCK_SIZE} or more consecutive inferences, which keep neighbours that resemble each other together; towards the least intraclass correlation a session counts as one`;

const leastOf = (clusters: readonly Cluster<unknown>[]): number =>
  isInBlocks(clusters) ? LEAST_BLOCKS : LEAST_SESSIONS;

/** Devices that a fleet's events must weigh as: a fifth less than the fewest, for honest unevenness. */
const LEAST_WEIGHT = 0.8 * LEAST_DEVICES;

/**
 * Why the events of a fleet lie on too few of its devices, or those of a device in too few of its
 * sessions, or undefined where they do not: clusters weigh as many as equal ones would that tell as much (Kish 1965).
 */
export const tooUneven = <S>(
  clusters: readonly Cluster<S>[],
  { scope }: Pick<Claim, 'scope'>,
  sizeOf: (statistic: S) => number,
): string | undefined => {
  const devices = [...byDevice(clusters)];
  if (scope !== 'fleet') {
    const uneven = devices.find(
      ([, own]) => weightOf(own.map((one) => sizeOf(one.statistic))) < LEAST_WEIGHT,
    );
    return (
      uneven &&
      `the events of ${uneven[0]} lie so unevenly over its ${uneven[1].length} sessions that these weigh as ${weightOf(uneven[1].map((one) => sizeOf(one.statistic))).toFixed(1)}, and at least ${LEAST_WEIGHT} are needed`
    );
  }
  const sizes = devices.map(([, own]) =>
    own.reduce((sum, { statistic }) => sum + sizeOf(statistic), 0),
  );
  const weight = weightOf(sizes);
  return weight >= LEAST_WEIGHT
    ? undefined
    : `the events lie so unevenly that ${counted(sizes.length, 'device')} weigh as ${weight.toFixed(1)}, and a fleet needs at least ${LEAST_WEIGHT}`;
};

/** Equal clusters that would tell as much as those of such sizes. */
const weightOf = (sizes: readonly number[]): number => {
  const n = sizes.reduce((sum, size) => sum + size, 0);
  return (n * n) / sizes.reduce((sum, size) => sum + size * size, 0);
};
