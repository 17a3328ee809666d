import type { Located } from '../../documents/yaml-document.ts';
import type { Suite } from '../../schemas/types/suite.ts';
import type { DeviceConfig } from '../../device-harness/index.ts';
import type { Datasets } from './dataset.ts';
import { perturbed } from './perturb.ts';
import { besides } from './references.ts';
import { readStimuli, stimuliFor } from './stimulus.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';

/** Stimuli by scenario and device, in the order they will be given. */
export type StimuliByScenario = ReadonlyMap<string, ReadonlyMap<string, readonly Stimulus[]>>;

/** Reads the stimuli of every scenario; also returns each file's whole content. */
export const loadStimuli = async (
  suite: Located<Suite>,
  devices: readonly DeviceConfig[],
  datasets: Datasets = new Map(),
): Promise<[StimuliByScenario, Map<string, Stimulus[]>]> => {
  const files = new Map<string, Stimulus[]>();
  const byScenario = new Map<string, Map<string, Stimulus[]>>();
  for (const [id, scenario] of Object.entries(suite.value.scenarios ?? {})) {
    const path = ['scenarios', id, 'stimulus'];
    let all: readonly Stimulus[] = datasets.get(id)?.stimuli ?? [];
    if (scenario.stimulus !== undefined) {
      const file = besides(suite, scenario.stimulus);
      const read = files.get(file) ?? (await readStimuli(file, suite.at(path)));
      files.set(file, read);
      all = read;
    }
    const { perturb } = scenario;
    if (perturb) all = perturbed(all, id, perturb, suite.at(['scenarios', id, 'perturb']));
    const most = scenario['samples-per-device'];
    byScenario.set(
      id,
      new Map(devices.map((device) => [device.id, stimuliFor(all, device.id, most)])),
    );
  }
  return [byScenario, files];
};

/** True classes and tag names that occur; nothing where no stimulus was read. */
export const tagsAndTruths = (
  files: ReadonlyMap<string, readonly Stimulus[]>,
  scenarios: StimuliByScenario = new Map(),
): { truths?: Set<string>; tags?: Set<string> } => {
  const given = [...scenarios.values()].flatMap((byDevice) => [...byDevice.values()]);
  const all = [...files.values(), ...given].flat();
  if (all.length === 0) return {};
  return {
    truths: new Set(all.flatMap(({ truth }) => truth ?? [])),
    tags: new Set(all.flatMap(({ tags }) => Object.keys(tags ?? {}))),
  };
};
