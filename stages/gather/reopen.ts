import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readLineBatches } from '../../documents/json-lines.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import { handOver, type LineWriter, openLineWriter } from '../../evidence/line-writer.ts';
import { type RunFolder, runFiles } from '../../evidence/run-folder.ts';
import { fileNameOf, partsFolder } from './event-sink.ts';

const joined = { events: runFiles.events, rejected: runFiles.rejected } as const;

const deviceIn = (file: string, line: number, text: string): string => {
  try {
    return String((JSON.parse(text) as { device?: unknown }).device);
  } catch (cause) {
    throw new PilotError({
      code: 'EVENT_BROKEN',
      message: `This line is no event: ${(cause as Error).message}`,
      hint: 'The file was changed after the run, which cannot be gone on with.',
      where: { file, line },
      cause,
    });
  }
};

/** Takes the joined lines of one kind apart again, in the order they have. */
const takeApart = async (
  run: RunFolder,
  kind: keyof typeof joined,
  folder: string,
): Promise<void> => {
  const file = run.file(joined[kind]);
  const writers = new Map<string, LineWriter>();
  for await (const { first, lines } of readLineBatches(file)) {
    for (const [index, text] of lines.entries()) {
      if (text === '') continue;
      const device = deviceIn(file, first + index, text);
      const writer =
        writers.get(device) ?? openLineWriter(join(folder, `${fileNameOf(device)}.${kind}`));
      writers.set(device, writer);
      writer.write(text);
    }
    handOver();
  }
  for (const writer of writers.values()) writer[Symbol.dispose]();
};

/** What judging wrote, which rests on less than will be gathered now. */
const overtaken = [runFiles.record, runFiles.frozenRecord, runFiles.reports, runFiles.evidence];

/**
 * Brings a run that ended, or was killed while it ended, back to where devices can be driven: one
 * file of events a device. At every moment either these files or the joined ones are whole, so
 * being killed here too loses nothing.
 */
export const reopen = async (run: RunFolder): Promise<void> => {
  const parts = run.file(partsFolder);
  const isJoined = Object.values(joined).every((name) => existsSync(run.file(name)));
  if (isJoined) {
    // Both are there only once all parts are in them; what is left of the parts is no longer whole.
    const made = `${parts}.part`;
    for (const folder of [made, parts]) await rm(folder, { recursive: true, force: true });
    await mkdir(made, { recursive: true });
    await takeApart(run, 'events', made);
    await takeApart(run, 'rejected', made);
    await rename(made, parts);
  }
  for (const name of [...Object.values(joined), ...overtaken]) {
    await rm(run.file(name), { recursive: true, force: true });
  }
};
