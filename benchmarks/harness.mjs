import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileDevice, needTools } from './harness/devices.mjs';
import { manyDevices } from './harness/many-devices.mjs';
import { memory } from './harness/memory.mjs';
import { roundTrip } from './harness/round-trip.mjs';
import { telemetry } from './harness/telemetry.mjs';
import { timeStamps } from './harness/time-stamps.mjs';

/** The device harness over pseudo terminals, beside what else drives a serial port. */
export const measure = async () => {
  needTools();
  const folder = await mkdtemp(join(tmpdir(), 'pilot-bench-'));
  try {
    const program = await compileDevice(folder);
    return [
      ...(await roundTrip(program)),
      ...(await telemetry(program, folder)),
      ...(await timeStamps(program)),
      ...(await manyDevices(program)),
      ...(await memory(program, folder)),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
};
