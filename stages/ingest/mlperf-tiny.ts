import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { createRoll } from '../../acceptance/index.ts';
import { packageRoot } from '../../documents/package-root.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import { loadDocument } from '../../documents/yaml-document.ts';
import type { RunFolder } from '../../evidence/run-folder.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';
import type { PilotConfig } from '../../schemas/types/config.ts';
import type { Plan } from '../../schemas/types/plan.ts';
import type { Suite } from '../../schemas/types/suite.ts';
import { freeze } from '../freeze.ts';
import { intoRun, type StatedOrigin } from './into-run.ts';
import { type Answer, answersOf } from './mlperf-tiny/answers.ts';
import { type Classes, classesOf } from './mlperf-tiny/classes.ts';
import { answerLines, type Sender, windowLines } from './mlperf-tiny/events.ts';
import { compareFigures, headlineFigures } from './mlperf-tiny/figures.ts';
import { type HeldAgainst, heldAgainst, notesOn, truthInWords } from './mlperf-tiny/notes.ts';
import { tracesOf } from './mlperf-tiny/power-trace.ts';
import { type Published, readPublished } from './mlperf-tiny/published.ts';

export interface MlperfTinyOptions {
  readonly folder: string;
  /** Suite to judge by; where absent the shipped one of the model. */
  readonly suiteFile: string | undefined;
  /** List of files and classes, where the folder has none. */
  readonly labels: string | undefined;
  readonly config: PilotConfig;
  readonly runs: string;
  readonly origin: StatedOrigin | undefined;
  readonly out: string | undefined;
}

/** A folder of published files as a run, and the figures it stands for. */
export interface IngestedPublished {
  readonly run: RunFolder;
  readonly ingested: NonNullable<Evidence['ingested']>;
  readonly headline: ReturnType<typeof headlineFigures>;
}

/** The shipped suite of a model, with the rules of energy where the files hold an energy run. */
const shippedSuite = ({ model, sessions }: Published, folder: string): string => {
  const name = `mlperf-tiny-${(model ?? '').replace(/0\d$/u, '')}`;
  const energy = sessions.some(({ mode }) => mode === 'energy') ? '-energy' : '';
  const file = join(packageRoot(), 'suites', `${name}${energy}.suite.yaml`);
  if (model !== undefined && /^[a-z0-9]+$/u.test(model) && existsSync(file)) return file;
  throw new PilotError({
    code: 'SUITE_MISSING',
    message:
      model === undefined
        ? `No log in ${folder} names the model`
        : `There is no shipped suite for the model ${model}`,
    hint: 'Name the suite to judge it by: --suite FILE.',
  });
};

const rollOf = (
  { list, instead }: HeldAgainst,
  device: string,
  { truths }: Classes,
): Pick<Plan['scenarios'][number], 'samples' | 'inferences' | 'roll'> => {
  // A digest that no answers have keeps a list that is known from being any other.
  if (instead)
    return { samples: instead.samples, inferences: instead.samples, roll: instead.sha256 };
  if (!list) return { samples: 0, inferences: 0 };
  const roll = createRoll();
  for (const [file, truth] of list) roll.add(device, file, truths[truth] ?? String(truth));
  return { samples: list.size, inferences: list.size, roll: roll.digest() };
};

const powerOf = ({ sessions }: Published, origin: StatedOrigin | undefined): Evidence['power'] => {
  const energy = sessions.find(({ mode }) => mode === 'energy');
  if (!energy) return null;
  const edges =
    energy.runner === 'eembc'
      ? 'the trace between its edges'
      : 'samples of 1 ms between the last two edges';
  return { origin: origin ?? 'modelled', source: `published energy recording, ${edges}` };
};

/**
 * Takes files that a runner of MLPerf Tiny wrote into a run folder. Everything is computed from raw
 * clock readings, results and samples; what the files print is only compared. Throws FOLDER_MISSING,
 * MLPERF_SOURCE, SUITE_MISSING, and whatever `freeze` refuses.
 */
export const ingestMlperfTiny = async (options: MlperfTinyOptions): Promise<IngestedPublished> => {
  const { folder, config, runs, origin, out } = options;
  const published = await readPublished(folder, options.labels);
  const { model, sessions, labels } = published;
  const suiteFile = options.suiteFile ?? shippedSuite(published, folder);
  const classes = classesOf(await loadDocument<Suite>(suiteFile, 'suite'), model);
  const accuracy = sessions.find(({ mode }) => mode === 'accuracy');
  const answers: Answer[] = accuracy ? answersOf(accuracy, classes, labels?.truths) : [];
  const held = heldAgainst(published, answers, model);
  const sender: Sender = { device: published.name ?? 'dut', model, firmware: published.profile };
  const windowed = (mode: 'performance' | 'energy'): Plan['scenarios'] =>
    sessions.some((one) => one.mode === mode) ? [{ id: mode, samples: 0, inferences: 0 }] : [];
  const frozen = await freeze({
    suiteFile,
    config,
    withDevices: false,
    brought: [
      ...windowed('performance'),
      ...(accuracy ? [{ id: 'accuracy', ...rollOf(held, sender.device, classes) }] : []),
      ...windowed('energy'),
    ],
  });
  const lines = [
    ...sessions
      .filter(({ mode }) => mode === 'performance')
      .flatMap((one) => windowLines(one, sender)),
    ...answerLines(answers, classes, sender),
    ...sessions.filter(({ mode }) => mode === 'energy').flatMap((one) => windowLines(one, sender)),
  ];
  const ingested: IngestedPublished['ingested'] = {
    format: 'mlperf-tiny',
    ...(model !== undefined && { model }),
    truth: truthInWords(published),
    sources: published.sources.map(({ path, kind, sha256, bytes }) => ({
      path,
      kind,
      sha256,
      bytes,
    })),
    published: compareFigures(published, answers, folder),
    notes: [...notesOn(published, model), ...(accuracy ? held.notes : [])],
  };
  const run = await intoRun({
    frozen,
    runs,
    out,
    from: folder,
    lines,
    origin,
    protocol: 'mlperf-tiny',
    power: powerOf(published, origin),
    ingested,
    traces: tracesOf(sessions, origin ?? 'modelled', folder),
  });
  return { run, ingested, headline: headlineFigures(published, answers) };
};
