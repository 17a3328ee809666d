import { wordsOf } from '../fault.ts';
import { flash, type Image } from '../hooks/flash.ts';
import type { Journal } from '../scenario/context.ts';
import type { DeviceConfig } from '../transports/transport.ts';
import { changePool, poolFile, readPool, stateOf } from './pool-state.ts';
import { type Said, whoIsIt, whoIsItNow } from './who-is-it.ts';

/** The build a suite is about, as it is put on a board. */
export interface Candidate extends Image {
  /** Why what a device says of itself is not this build; undefined where nothing speaks against it. */
  readonly differs: (said: Said) => string | undefined;
}

export interface PutImage {
  readonly device: DeviceConfig;
  readonly candidate: Candidate;
  readonly runs: string;
  readonly run: string;
  readonly deadline_us: number;
  readonly journal: Journal;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

const withoutNoise: Journal = () => {};

/** Why the image has to be flashed; undefined where it is on the device already. */
const reasonFor = async (put: PutImage): Promise<string | undefined> => {
  const { device, candidate, runs, deadline_us, signal } = put;
  if (device.hooks?.flash?.when === 'always') return 'it is flashed before every run';
  const { flashed } = stateOf(await readPool(poolFile(runs)), device.id);
  if (flashed?.sha256 !== candidate.sha256) return 'this bench did not put this image on it last';
  try {
    const said = await whoIsIt(device, deadline_us, withoutNoise, signal);
    return candidate.differs(said);
  } catch (error) {
    signal.throwIfAborted();
    return `it does not say who it is: ${wordsOf(error)}`;
  }
};

/**
 * Sees to it that a device with a flash hook runs the candidate: flashes it unless this bench put
 * that very image on it last and it still says so, and waits until it answers. No device tells the
 * digest of what it runs, so what it says alone would not do.
 */
export const putImage = async (put: PutImage): Promise<void> => {
  const { device, candidate, runs, run, deadline_us, journal, signal, now } = put;
  if (!device.hooks?.flash) return;
  const reason = await reasonFor(put);
  const { sha256 } = candidate;
  if (reason === undefined) {
    const message = 'not flashed: the image is on it';
    journal({ kind: 'hook', outcome: 'skipped', message, data: { hook: 'flash', sha256 } });
    return;
  }
  journal({ kind: 'hook', message: `to be flashed: ${reason}`, data: { hook: 'flash', sha256 } });
  const file = poolFile(runs);
  const id = { run, id: device.id };
  // Until the hook has ended well, nobody knows what is on it.
  await changePool(file, id, (state) => {
    const { flashed: _, ...rest } = state;
    return rest;
  });
  await flash(device, candidate, journal, signal);
  await whoIsItNow(device, deadline_us, journal, signal);
  await changePool(file, id, (state) => ({
    ...state,
    flashed: { sha256, at: now().toISOString() },
  }));
};
