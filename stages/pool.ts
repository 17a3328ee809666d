import {
  beginQuarantine,
  type ByHand,
  type DeviceConfig,
  endQuarantine,
  type Journal,
  leftOut,
  openPool,
  type Pool,
  type Quarantined,
  sentenceOf,
} from '../device-harness/index.ts';
import { PilotError, type Place } from '../documents/pilot-error.ts';
import type { LoadedConfig } from './config.ts';
import type { GatherOptions } from './gather.ts';
import { otherBuild } from './gather/identity.ts';

export interface Left {
  readonly devices: DeviceConfig[];
  readonly leftOut: readonly Quarantined[];
}

/**
 * The chosen devices without those in quarantine. Throws DEVICES_QUARANTINED where fewer are left
 * than the suite needs, saying which are out, since when, until when, and who looks after them.
 */
export const withoutQuarantined = async (
  chosen: readonly DeviceConfig[],
  runs: string,
  needs: { readonly atLeast: number; readonly where: Place },
): Promise<Left> => {
  const ids = chosen.map(({ id }) => id);
  const out = await leftOut(runs, ids);
  const devices = chosen.filter(({ id }) => !out.some((quarantined) => quarantined.id === id));
  const { atLeast, where } = needs;
  if (out.length === 0 || devices.length >= Math.max(1, atLeast)) return { devices, leftOut: out };
  throw new PilotError({
    code: 'DEVICES_QUARANTINED',
    message: `The suite needs ${atLeast} devices and ${devices.length} of ${chosen.length} are left; ${out.map(sentenceOf).join('; ')}`,
    hint: 'Mend them and run `pilot devices --release ID`, or wait until the quarantine expires.',
    exitCode: 4,
    where,
  });
};

/** Says in the journal which devices were left out, and why. */
const journalLeftOut = (out: readonly Quarantined[], journal: Journal): void => {
  for (const quarantined of out) {
    const { id: device, ...data } = quarantined;
    const message = sentenceOf(quarantined);
    journal({ kind: 'quarantined', device, outcome: 'left-out', message, data });
    journal({ kind: 'finding', device, outcome: 'DEVICE_QUARANTINED', message });
  }
};

/** The devices of a run: each is driven while it is ours alone, healthy, and runs the candidate. */
export const poolOf = (options: GatherOptions, journal: Journal): Pool => {
  const { frozen, run, runs, config, signal } = options;
  const { candidate, suite, plan } = frozen;
  journalLeftOut(frozen.leftOut ?? [], journal);
  return openPool({
    config,
    runs,
    run: run.id,
    suite: plan.suite.id,
    deadline: suite.value.deadline ?? config.deadline,
    candidate: candidate && {
      bytes: candidate.image,
      name: candidate.build.value.image,
      sha256: candidate.build.value.sha256,
      differs: (said) => otherBuild(said, candidate),
    },
    journal,
    signal,
  });
};

/** Refuses what is no device of this bench: a slip in its name would leave the wrong one in use. */
const known = ({ config, file }: LoadedConfig, id: string): void => {
  const ids = (config.devices ?? []).map((device) => device.id);
  if (ids.includes(id)) return;
  throw new PilotError({
    code: 'DEVICE_UNKNOWN',
    message: `This bench has no device "${id}"`,
    hint: `It has: ${ids.join(', ') || 'none'}; see pilot.config.ts.`,
    where: file === undefined ? undefined : { file },
  });
};

/** Leaves a device out of runs for a time. Throws DEVICE_UNKNOWN, DURATION. */
export const putInQuarantine = async (loaded: LoadedConfig, terms: ByHand): Promise<void> => {
  known(loaded, terms.id);
  await beginQuarantine(loaded.runs, terms);
};

/** Uses a device again. Throws DEVICE_UNKNOWN, NOT_QUARANTINED. */
export const releaseDevice = async (loaded: LoadedConfig, id: string): Promise<void> => {
  if (await endQuarantine(loaded.runs, id)) return;
  known(loaded, id);
  throw new PilotError({
    code: 'NOT_QUARANTINED',
    message: `${id} is not in quarantine`,
    hint: 'See `pilot devices`; its count of bench faults begins anew all the same.',
  });
};
