import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Journal } from '../scenario/context.ts';
import type { DeviceConfig } from '../transports/transport.ts';
import { valuesOf } from './placeholders.ts';
import { runHook } from './run-hook.ts';

/** The image a suite names as its candidate. */
export interface Image {
  readonly bytes: Uint8Array;
  /** Its file name: many tools go by its ending. */
  readonly name: string;
  /** Of the bytes, lower-case hex. */
  readonly sha256: string;
}

/**
 * Puts an image on a device by its flash hook, if it has one. The tool is given a copy of the very
 * bytes whose digest was checked, not the file they came from. Rejects with HOOK_FAILED; with the
 * signal's reason on abort.
 */
export const flash = async (
  device: DeviceConfig,
  { bytes, name, sha256 }: Image,
  journal: Journal,
  signal: AbortSignal,
): Promise<void> => {
  const hook = device.hooks?.flash;
  if (!hook) return;
  const folder = await mkdtemp(join(tmpdir(), 'pilotlight-flash-'));
  try {
    const image = join(folder, basename(name));
    await writeFile(image, bytes);
    const values = { ...(await valuesOf(device)), image, sha256 };
    journal({
      kind: 'hook',
      outcome: 'image',
      message: `flash ${name}`,
      data: { image: name, sha256 },
    });
    await runHook(hook, { hook: 'flash', values, journal, signal });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
