import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type LineLog, openLineLog } from '../../evidence/line-log.ts';
import { type RunFolder, runFiles } from '../../evidence/run-folder.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { rejection, type TelemetrySchema } from '../freeze/telemetry-schema.ts';

/**
 * Takes events as devices emit them, side by side: each goes to its device's own file before the
 * device is told to go on, so that a crash loses none; `finish` joins the files in device order,
 * which makes the evidence independent of which device was faster.
 */
export interface EventSink {
  /** Stores an event that fits the schema; otherwise stores it as rejected and returns why. */
  take(device: string, event: TelemetryEvent, line?: number): string | undefined;
  /** Stores what could not even be read as an event, and returns why. */
  reject(device: string, rejected: { reason: string; line?: number; event?: unknown }): string;
  readonly counts: { events: number; rejected: number };
  finish(devices: readonly string[]): Promise<void>;
}

/** Events of a run that is going on, one file a device and kind. */
export const partsFolder = 'parts';

/** File name of a device id, which may hold any character. */
export const fileNameOf = (device: string): string =>
  encodeURIComponent(device).replaceAll('*', '%2A');

const concatenate = async (
  run: RunFolder,
  parts: readonly string[],
  target: string,
): Promise<void> => {
  const whole = run.file(`${target}.part`);
  await writeFile(whole, '');
  for (const part of parts) {
    if (existsSync(part)) {
      await pipeline(createReadStream(part), createWriteStream(whole, { flags: 'a' }));
    }
  }
  await rename(whole, run.file(target));
};

export const openEventSink = async (
  run: RunFolder,
  schema: TelemetrySchema,
): Promise<EventSink> => {
  const folder = run.file(partsFolder);
  await mkdir(folder, { recursive: true });
  const logs = { events: new Map<string, LineLog>(), rejected: new Map<string, LineLog>() };
  const counts = { events: 0, rejected: 0 };
  const logOf = (kind: keyof typeof logs, device: string): LineLog => {
    const known = logs[kind].get(device);
    if (known) return known;
    const log = openLineLog(join(folder, `${fileNameOf(device)}.${kind}`));
    logs[kind].set(device, log);
    return log;
  };
  const reject: EventSink['reject'] = (device, rejected) => {
    counts.rejected += 1;
    logOf('rejected', device).append({ device, ...rejected });
    return rejected.reason;
  };
  return {
    counts,
    reject,
    take: (device, event, line) => {
      if (schema.validate(event)) {
        counts.events += 1;
        logOf('events', device).append(event);
        return undefined;
      }
      const reason = rejection(schema.validate);
      return reject(device, { ...(line !== undefined && { line }), reason, event });
    },
    finish: async (devices) => {
      for (const log of [...logs.events.values(), ...logs.rejected.values()]) log[Symbol.dispose]();
      const parts = (kind: string): string[] =>
        devices.map((id) => join(folder, `${fileNameOf(id)}.${kind}`));
      await concatenate(run, parts('events'), runFiles.events);
      await concatenate(run, parts('rejected'), runFiles.rejected);
      await rm(folder, { recursive: true });
    },
  };
};
