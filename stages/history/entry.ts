import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firstComplaint } from '../../documents/schema-errors.ts';
import { validatorOf } from '../../documents/schemas.ts';
import { runFiles } from '../../evidence/run-folder.ts';
import { tones } from '../../reporters/model/words.ts';
import type { AcceptanceRecord, Criterion } from '../../schemas/types/record.ts';
import type { Found } from './folders.ts';
import { planOf, type Run, startOf, unjudged } from './state.ts';

/** What history keeps of one run; of its record no more than that. */
export interface Entry {
  readonly suite: string;
  readonly question: string | null;
  readonly run: Run;
  readonly criteria: readonly Kept[];
}

/** A criterion by the limits of record.json, and by the frozen ones where those were amended. */
export interface Kept {
  readonly criterion: Criterion;
  readonly frozen: Criterion | undefined;
}

const nothing = {
  finished: null,
  version: null,
  decision: null,
  frozen: null,
  amended: false,
  attempt: null,
  origin: null,
  build: null,
  counts: null,
} as const;

const recordAt = async (file: string): Promise<AcceptanceRecord> => {
  const record: unknown = JSON.parse(await readFile(file, 'utf8'));
  const validate = validatorOf('record');
  if (validate(record)) return record as AcceptanceRecord;
  throw new Error(firstComplaint(validate.errors ?? []).message);
};

const decisionOf = ({ decision: { outcome, label } }: AcceptanceRecord): Run['decision'] => ({
  outcome,
  label,
  tone: tones[outcome],
});

const buildOf = ({ tested: { builds } }: AcceptanceRecord): Run['build'] => {
  const build = builds.find(({ role }) => role === 'candidate') ?? builds[0];
  if (!build) return null;
  const { id, sha256, firmware = null, version = null, model = null } = build;
  return { id, firmware, version, model, sha256 };
};

/** The parts of a criterion that a trend draws; the rest would be kept for nothing. */
const slim = (criterion: Criterion): Criterion => ({
  ...criterion,
  slices: [],
  devices: [],
  sensitivity: [],
});

const judged = (
  id: string,
  record: AcceptanceRecord,
  frozen: AcceptanceRecord | undefined,
): Entry => {
  const { run, suite, decision, tested } = record;
  const { events, inferences, rejected, faults } = tested.counts;
  const before = new Map(frozen?.criteria.map((criterion) => [criterion.id, criterion]));
  return {
    suite: suite.id,
    question: suite.question,
    run: {
      id,
      state: 'judged',
      note: null,
      started: run.started,
      finished: run.finished,
      version: suite.version,
      decision: decisionOf(record),
      frozen: frozen ? decisionOf(frozen) : null,
      amended: record.amended,
      attempt: run.attempt,
      origin: decision.origin,
      build: buildOf(record),
      counts: { devices: tested.devices.length, events, inferences, rejected, faults },
    },
    criteria: record.criteria.map((criterion) => ({
      criterion: slim(criterion),
      frozen: before.get(criterion.id),
    })),
  };
};

/** What there is of a run whose record is not there or cannot be read. */
const withoutRecord = async (
  { id, noted }: Found,
  path: string,
  state: { readonly state: Run['state']; readonly note: string },
): Promise<Entry> => {
  // Nobody checked the plan.
  const {
    id: suite,
    question,
    version,
  }: Readonly<Record<string, unknown>> = {
    ...(await planOf(path))?.suite,
  };
  return {
    suite: typeof suite === 'string' ? suite : (noted?.suite ?? ''),
    question: typeof question === 'string' ? question : null,
    run: {
      ...nothing,
      id,
      ...state,
      started: (await startOf(path)) ?? noted?.started ?? null,
      version: Number.isInteger(version) ? (version as number) : (noted?.version ?? null),
    },
    criteria: [],
  };
};

const gone = ({ id, noted }: Found): Entry => ({
  suite: noted?.suite ?? '',
  question: null,
  run: {
    ...nothing,
    id,
    state: 'gone',
    note: 'begun on this bench; its folder is no longer there, or holds another run',
    started: noted?.started ?? null,
    version: noted?.version ?? null,
  },
  criteria: [],
});

/** Reads what history keeps of a run. A record that cannot be read is said to be broken, not left out. */
export const readEntry = async (found: Found): Promise<Entry> => {
  const { id, path } = found;
  if (path === undefined || !existsSync(path)) return gone(found);
  const file = join(path, runFiles.record);
  if (!existsSync(file)) return withoutRecord(found, path, await unjudged(path));
  try {
    const record = await recordAt(file);
    const before = join(path, runFiles.frozenRecord);
    const frozen = record.amended && existsSync(before) ? await recordAt(before) : undefined;
    return judged(id, record, frozen);
  } catch (error) {
    const note = `its ${runFiles.record} cannot be read: ${(error as Error).message}`;
    return withoutRecord(found, path, { state: 'broken', note });
  }
};
