import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { toJson } from '../../documents/json.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import { firstComplaint } from '../../documents/schema-errors.ts';
import { validatorOf } from '../../documents/schemas.ts';
import type { PoolState } from '../../schemas/types/pool.ts';
import { lockFolder } from './lock-folder.ts';
import { waitForLock } from './wait-for-lock.ts';

/** What is remembered of one device. */
export type DeviceState = PoolState['devices'][string];

/** Where a bench remembers its devices: beside the run folders. */
export const poolFile = (runs: string): string => join(runs, 'pool.json');

const invalid = (file: string, message: string, cause?: unknown): PilotError =>
  new PilotError({
    code: 'POOL_INVALID',
    message,
    hint: 'Restore the file, or delete it: counts of faults and quarantines then begin anew.',
    exitCode: 4,
    where: { file },
    cause,
  });

/** What is remembered; of a new bench, nothing. Rejects with POOL_INVALID. */
export const readPool = async (file: string): Promise<PoolState> => {
  if (!existsSync(file)) return { v: 1, devices: {} };
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw invalid(file, `It is no JSON: ${(cause as Error).message}`, cause);
  }
  const validate = validatorOf('pool');
  if (validate(value)) return value as PoolState;
  throw invalid(file, firstComplaint(validate.errors ?? []).message);
};

/** What is remembered of a device; nothing where nothing is. */
export const stateOf = ({ devices }: PoolState, id: string): DeviceState =>
  (Object.hasOwn(devices, id) ? devices[id] : undefined) ?? {};

const within_ms = 10_000;

/**
 * Changes what is remembered of one device, one process at a time, and writes it whole or not at
 * all; gives what is remembered then. Rejects with POOL_INVALID, and with DEVICE_BUSY where another
 * process keeps the file for 10 s.
 */
export const changePool = async (
  file: string,
  { run, id }: { readonly run: string; readonly id: string },
  change: (state: DeviceState) => DeviceState,
): Promise<DeviceState> => {
  await mkdir(dirname(file), { recursive: true });
  const key = `file ${join(await realpath(dirname(file)), 'pool.json')}`;
  using _lock = await waitForLock({ folder: lockFolder(), key, about: { run }, within_ms });
  const pool = await readPool(file);
  const state = change(stateOf(pool, id));
  const { [id]: _, ...others } = pool.devices;
  const devices = Object.keys(state).length === 0 ? others : { ...others, [id]: state };
  const part = `${file}.${randomUUID()}.part`;
  try {
    await writeFile(part, toJson({ v: 1, devices } satisfies PoolState));
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
  return state;
};
