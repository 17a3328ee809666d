import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DeviceOutcome, type Position, takeUp } from '../../device-harness/index.ts';
import { readJsonLines } from '../../documents/json-lines.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import { cutTornLine } from '../../evidence/line-writer.ts';
import { type RunFolder, runFiles } from '../../evidence/run-folder.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';
import type { JournalEntry } from '../../schemas/types/journal-entry.ts';
import type { TelemetryEvent } from '../../schemas/types/telemetry.ts';
import { fileNameOf, partsFolder } from './event-sink.ts';
import { reopen } from './reopen.ts';

/** A last line that was being written when its process was killed, and is cut off. */
export interface Torn {
  /** Inside the run folder. */
  readonly file: string;
  readonly bytes: number;
}

/** What a run folder tells of the gathering before this process; empty where there was none. */
export interface SoFar {
  /** Entries of the journal. */
  readonly entries: number;
  /** Runs before this one, where that was noted; devices may have been driven since. */
  readonly earlier?: Evidence['run']['earlier'];
  /** How often it was gone on with. */
  readonly resumed: number;
  /** What became of devices that need not be driven again. */
  readonly outcomes: ReadonlyMap<string, DeviceOutcome>;
  /** Where the others stand that were driven. */
  readonly positions: ReadonlyMap<string, Position>;
  readonly counts: { readonly events: number; readonly rejected: number };
  readonly torn: readonly Torn[];
}

const cutTorn = async (run: RunFolder): Promise<Torn[]> => {
  const files: string[] = [runFiles.journal];
  for (const folder of [partsFolder, runFiles.transcripts]) {
    if (!existsSync(run.file(folder))) continue;
    files.push(...(await readdir(run.file(folder))).toSorted().map((name) => join(folder, name)));
  }
  return files
    .map((file) => ({ file, bytes: cutTornLine(run.file(file)) }))
    .filter(({ bytes }) => bytes > 0);
};

/** The objects of a file of lines; nothing where it is not there. Throws LINE_BROKEN. */
async function* objectsIn(file: string): AsyncGenerator {
  if (!existsSync(file)) return;
  for await (const { line, value, reason } of readJsonLines(file)) {
    if (value === undefined) {
      throw new PilotError({
        code: 'LINE_BROKEN',
        message: `This line cannot be read: ${reason ?? 'no reason given'}`,
        hint: 'The file was changed after it was written; the run cannot be gone on with.',
        where: { file, line },
      });
    }
    yield value;
  }
}

/** Interrupted devices are driven on; every other fault stands, so that going on hides none. */
const isFinal = ({ fault }: DeviceOutcome): boolean => fault?.code !== 'INTERRUPTED';

interface Told {
  entries: number;
  resumed: number;
  earlier?: Evidence['run']['earlier'];
  readonly outcomes: Map<string, DeviceOutcome>;
  readonly driven: Set<string>;
}

const hear = (told: Told, entry: JournalEntry): void => {
  told.entries += 1;
  const { kind, device, outcome, data } = entry;
  if (kind === 'resumed') told.resumed += 1;
  if (kind === 'note' && outcome === noted && Array.isArray(data?.['earlier'])) {
    told.earlier = data['earlier'] as Evidence['run']['earlier'];
  }
  if (device === undefined) return;
  if (kind === 'device-opened') told.driven.add(device);
  if (kind !== 'device-closed' || data === undefined) return;
  const closed = data as unknown as DeviceOutcome;
  if (isFinal(closed)) told.outcomes.set(device, closed);
};

/** Marks the entry that says which runs came before. */
export const noted = 'attempt';

/**
 * Reads what was gathered before. Stored events tell what was answered; the journal tells how far
 * the steps are, and what became of whom. Throws LINE_BROKEN, EVENT_BROKEN.
 *
 * @param start Where a device stands before it is driven.
 */
export const soFar = async (
  run: RunFolder,
  start: ReadonlyMap<string, () => Position>,
): Promise<SoFar> => {
  await reopen(run);
  const torn = await cutTorn(run);
  const counts = { events: 0, rejected: 0 };
  const positions = new Map([...start].map(([id, create]) => [id, create()]));
  const part = (id: string, kind: string): string =>
    run.file(partsFolder, `${fileNameOf(id)}.${kind}`);
  for (const [id, position] of positions) {
    for await (const event of objectsIn(part(id, 'events'))) {
      position.heard(event as TelemetryEvent);
      counts.events += 1;
    }
    for await (const line of objectsIn(part(id, 'rejected'))) {
      const { event } = line as { event?: TelemetryEvent };
      if (event) position.heard(event);
      counts.rejected += 1;
    }
  }
  const told: Told = { entries: 0, resumed: 0, outcomes: new Map(), driven: new Set() };
  for await (const value of objectsIn(run.file(runFiles.journal))) {
    const entry = value as JournalEntry;
    hear(told, entry);
    if (entry.device !== undefined) positions.get(entry.device)?.noted(entry);
  }
  for (const [id, position] of positions) {
    if (told.outcomes.has(id) || !(told.driven.has(id) || position.counts.events > 0)) {
      positions.delete(id);
    } else takeUp(position);
  }
  const { entries, earlier, resumed, outcomes } = told;
  return { entries, ...(earlier && { earlier }), resumed, outcomes, positions, counts, torn };
};
