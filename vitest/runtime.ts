import { PilotError } from '../documents/pilot-error.ts';
import type { RunFolder } from '../evidence/run-folder.ts';
import type { AcceptanceRecord } from '../schemas/types/record.ts';
import { loadConfig } from '../stages/config.ts';
import { freeze } from '../stages/freeze.ts';
import { gather } from '../stages/gather.ts';
import { judge } from '../stages/judge.ts';
import { newRun } from '../stages/new-run.ts';
import { benchFault, criterionError, decisionError, undecided } from './failure.ts';

export interface SessionOptions {
  /** Folder the bench's configuration is looked for in. */
  readonly root: string;
  readonly file: string;
  readonly config?: string;
  readonly devices?: readonly string[];
}

/** What Vitest hands to a test, as far as it is used here. */
interface TestAt {
  readonly task: { readonly meta: object };
}

/** One suite in one test file: its devices are driven once, whatever is asked of the record. */
export interface Session {
  /** Never rejects: a hook that fails would have its tests skipped, and a skip is green. */
  readonly gather: () => Promise<void>;
  /** Throws where the criterion is not proven. `place` is `file:line:column` in the suite. */
  readonly check: (id: string, at: TestAt, place: string) => void;
  readonly decide: (at: TestAt, place: string) => void;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Lets the work come to its end when this process is told to end, and then has it end. */
const untilSignalled = async (work: (signal: AbortSignal) => Promise<unknown>): Promise<void> => {
  const stop = new AbortController();
  let told: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    told = signal;
    stop.abort();
  };
  for (const signal of signals) process.on(signal, onSignal);
  try {
    await work(stop.signal);
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
    // Nobody else heeds it, so without us it would have ended the process.
    if (told !== undefined && process.listenerCount(told) === 0) process.kill(process.pid, told);
  }
};

const run = async (options: SessionOptions): Promise<[RunFolder, AcceptanceRecord]> => {
  const { config, runs, file: configFile } = await loadConfig(options.root, options.config);
  const frozen = await freeze({
    suiteFile: options.file,
    config,
    configFile,
    ...(options.devices && { only: options.devices }),
    withDevices: true,
    runs,
  });
  const started = new Date();
  const folder = await newRun({ frozen, runs, started, out: undefined });
  await untilSignalled(async (signal) =>
    gather({ frozen, run: folder, runs, config, started, signal }),
  );
  return [folder, await judge(folder)];
};

export const openSession = (options: SessionOptions): Session => {
  let judged: readonly [RunFolder, AcceptanceRecord] | undefined;
  let failed: unknown;
  const record = (place: string): readonly [RunFolder, AcceptanceRecord] => {
    if (judged) return judged;
    throw failed instanceof PilotError ? benchFault(failed, place) : failed;
  };
  return {
    async gather() {
      try {
        judged = await run(options);
      } catch (error) {
        failed = error;
      }
    },
    check(id, { task }, place) {
      const [folder, { criteria, run, tested }] = record(place);
      const criterion = criteria.find((each) => each.id === id);
      if (!criterion) throw new Error(`${id} is not in the record of ${folder.path}`);
      const { outcome, sentence, n, origin } = criterion;
      Object.assign(task.meta, { verdict: { outcome, sentence, n, origin, run: folder.path } });
      if (outcome === 'pass') return;
      throw run.outcome === 'bench-fault' && outcome !== 'fail'
        ? undecided(criterion, tested.devices, place)
        : criterionError(criterion, place);
    },
    decide({ task }, place) {
      const [folder, { decision }] = record(place);
      Object.assign(task.meta, { verdict: { ...decision, run: folder.path } });
      if (decision.exit_code !== 0) throw decisionError(decision, place);
    },
  };
};
