import {
  type DeviceConfig,
  originOf,
  protocolNameOf,
  type Quarantined,
} from '../device-harness/index.ts';
import { toJson } from '../documents/json.ts';
import { PilotError } from '../documents/pilot-error.ts';
import { loadDocument, type Located } from '../documents/yaml-document.ts';
import { slicingsOf } from '../acceptance/index.ts';
import { sha256 as digestOf } from '../evidence/digest.ts';
import { runFiles } from '../evidence/run-folder.ts';
import type { PilotConfig } from '../schemas/types/config.ts';
import type { Plan } from '../schemas/types/plan.ts';
import type { Profile } from '../schemas/types/profile.ts';
import type { Suite } from '../schemas/types/suite.ts';
import { loadBusiness } from './freeze/business.ts';
import { checkDelivery, parseCriteria } from './freeze/criteria.ts';
import { type Datasets, distinctDatasets, listedIn, loadDatasets } from './freeze/dataset.ts';
import { chooseDevices } from './freeze/devices.ts';
import { checkExpects } from './freeze/expects.ts';
import {
  apart,
  buildInputs,
  documentInput,
  fileInput,
  type Input,
  inputOf,
} from './freeze/inputs.ts';
import { resolveProfile } from './freeze/profile.ts';
import { patternsOf } from './freeze/protocols.ts';
import {
  besides,
  loadBaseline,
  loadBuild,
  type LoadedBaseline,
  type LoadedBuild,
} from './freeze/references.ts';
import { settingsOf } from './freeze/settings.ts';
import { scenarioSize } from './freeze/scenario-size.ts';
import { loadStimuli, type StimuliByScenario, tagsAndTruths } from './freeze/stimuli-of-suite.ts';
import { loadTelemetrySchema, type TelemetrySchema } from './freeze/telemetry-schema.ts';
import { withoutHeaderValues } from './header-values.ts';
import { withoutQuarantined } from './pool.ts';

/** A suite with everything it refers to, loaded and checked, and the plan that follows from it. */
export interface Frozen {
  readonly plan: Plan;
  readonly suite: Located<Suite>;
  readonly devices: readonly DeviceConfig[];
  /** Devices the suite would have, were they not in quarantine. */
  readonly leftOut?: readonly Quarantined[];
  /** Stimuli by scenario and device, in the order they will be given. */
  readonly stimuli: StimuliByScenario;
  readonly telemetry: TelemetrySchema;
  readonly candidate: LoadedBuild | undefined;
  readonly baseline: LoadedBaseline | undefined;
  readonly inputs: readonly Input[];
}

export interface FreezeOptions {
  readonly suiteFile: string;
  readonly config: PilotConfig;
  readonly configFile?: string | undefined;
  /** Use only these devices of the bench. */
  readonly only?: readonly string[];
  /** Whether devices are needed; ingested telemetry brings its own. */
  readonly withDevices: boolean;
  /** Folder of the runs, where the bench keeps which devices are in quarantine; they are left out. */
  readonly runs?: string | undefined;
  /** Scenarios of evidence that is there already, with the lists of samples it is held against. */
  readonly brought?: Plan['scenarios'];
  /** Folder that takes the place of the data sets the suite names. */
  readonly dataset?: string | undefined;
}

const suitePart = (suite: Located<Suite>, datasets: Datasets): Plan['suite'] => ({
  id: suite.value.suite,
  version: suite.value.version,
  question: suite.value.question,
  ...(suite.value.authorises !== undefined && { authorises: suite.value.authorises }),
  not_tested: [
    ...(suite.value['not-tested'] ?? []),
    ...distinctDatasets(datasets).map(({ said }) => said),
  ],
  sha256: digestOf(suite.text),
});

const plannedDevice = (device: DeviceConfig): Plan['devices'][number] => ({
  id: device.id,
  tags: device.tags ?? [],
  transport: device.transport.kind,
  protocol: protocolNameOf(device),
  origin: originOf(device),
});

const plannedBuild = ({ build, part }: LoadedBuild): NonNullable<Plan['candidate']> => ({
  id: build.value.build,
  sha256: build.value.sha256,
  part: part.value.part,
});

const plannedBaseline = ({ sha256, evidence }: LoadedBaseline): NonNullable<Plan['baseline']> => ({
  evidence_sha256: sha256,
  events: `inputs/baseline/${runFiles.events}`,
  build: evidence.builds.find(({ role }) => role === 'candidate')?.id ?? 'baseline',
});

const needsBuild = (suite: Located<Suite>, device: string): PilotError =>
  new PilotError({
    code: 'BUILD_MISSING',
    message: `Device ${device} is emulated and the suite names no firmware for it`,
    hint: 'Add `builds: {candidate: FILE}` to the suite, or use devices that have their firmware.',
    where: suite.at(['suite']),
  });

const scenarioSizes = (
  suite: Located<Suite>,
  stimuli: Frozen['stimuli'],
  criteria: Plan['criteria'],
  deadline = '10 s',
): Plan['scenarios'] => {
  const slicings = [...new Set(criteria.flatMap(slicingsOf))];
  const frame = { deadline, slicings, seen: new Set<string>() };
  return Object.entries(suite.value.scenarios ?? {}).map(([id, { steps }]) => {
    const byDevice = stimuli.get(id) ?? new Map<string, never[]>();
    return scenarioSize(id, steps, byDevice, (path) => suite.at(path), frame);
  });
};

/**
 * Loads a suite with all it names and fixes the plan: parsed criteria, chosen devices, resolved
 * profile, digests. Touches no device. Throws PilotError with the place of the fault.
 */
export const freeze = async (options: FreezeOptions): Promise<Frozen> => {
  const suite = await loadDocument<Suite>(options.suiteFile, 'suite');
  const { builds, devices: wanted = {}, profile: profilePath } = suite.value;
  const criteria = parseCriteria(suite);
  checkExpects(suite);
  const settings = settingsOf(suite);

  const chosen = options.withDevices
    ? chooseDevices(
        options.config,
        {
          tags: wanted.tags ?? [],
          protocol: wanted.protocol,
          ...(options.only && { only: options.only }),
        },
        { suite: suite.at(['devices']), config: options.configFile },
      )
    : [];
  const needs = { atLeast: settings.at_least, where: suite.at(['devices']) };
  const { devices, leftOut } =
    options.runs === undefined
      ? { devices: chosen, leftOut: [] }
      : await withoutQuarantined(chosen, options.runs, needs);
  const telemetry = await loadTelemetrySchema(
    suite.value.telemetry && besides(suite, suite.value.telemetry),
    suite.at(['telemetry']),
  );
  const candidate =
    builds &&
    (await loadBuild(besides(suite, builds.candidate), suite.at(['builds', 'candidate'])));
  const baseline = builds?.baseline && (await loadBaseline(suite, builds.baseline));
  const profile =
    profilePath === undefined
      ? undefined
      : await loadDocument<Profile>(besides(suite, profilePath), 'profile', suite.at(['profile']));
  const emulated = devices.find(({ transport }) => transport.kind === 'emulator');
  if (emulated && !candidate) throw needsBuild(suite, emulated.id);
  const business = await loadBusiness(suite, criteria);
  const datasets: Datasets = options.brought
    ? new Map()
    : await loadDatasets(suite, options.dataset);
  const [stimuli, files] = options.brought
    ? [new Map(), new Map()]
    : await loadStimuli(suite, devices, datasets);

  checkDelivery(criteria, {
    fields: telemetry.fields,
    hasBuild: candidate !== undefined,
    hasBaseline: baseline !== undefined,
    hasProfile: profile !== undefined && candidate !== undefined,
    hasRepair: profile?.value.repair !== undefined && candidate !== undefined,
    ...tagsAndTruths(new Map([...files, ...listedIn(datasets)]), stimuli),
    bringsList: options.brought !== undefined,
    labels: settings.labels,
    confidenceThreshold: settings.confidence_threshold,
  });

  const inputs = apart([
    documentInput('suite', suite),
    documentInput('telemetry', telemetry),
    ...(candidate ? buildInputs(candidate) : []),
    ...(profile ? [documentInput('profile', profile)] : []),
    ...(business ? [documentInput('business', business)] : []),
    ...[...files.keys()].map((file) => fileInput('stimulus', file)),
    ...(await patternsOf(devices)),
    ...distinctDatasets(datasets).flatMap(({ inputs }) => inputs),
    inputOf(
      'config',
      'config.json',
      toJson({
        ...options.config,
        devices: devices.map((device) => withoutHeaderValues(device, '(not kept)')),
      }),
    ),
  ]);

  const plan: Plan = {
    v: 1,
    suite: suitePart(suite, datasets),
    ...settings,
    devices: devices.map(plannedDevice),
    candidate: candidate ? plannedBuild(candidate) : null,
    baseline: baseline ? plannedBaseline(baseline) : null,
    profile: profile && candidate ? resolveProfile(profile, candidate.part) : null,
    scenarios:
      options.brought?.filter(({ id }) => suite.value.scenarios?.[id]) ??
      scenarioSizes(suite, stimuli, criteria, suite.value.deadline ?? options.config.deadline),
    criteria,
    business: (business?.value as Record<string, unknown> | undefined) ?? null,
    inputs: inputs.map(({ role, path, sha256, bytes }) => ({ role, path, sha256, bytes })),
  };
  return { plan, suite, devices, leftOut, stimuli, telemetry, candidate, baseline, inputs };
};
