import type { DeviceOutcome } from '../../device-harness/index.ts';
import type { LoadedBuild } from '../freeze/references.ts';

/**
 * Why a device does not run the build under test, by what it says of itself; undefined where it
 * does, or where one of the two does not say. Without this, one build's size and another's answers
 * could be judged as one.
 */
export const otherBuild = (
  { firmware, version, model }: Pick<DeviceOutcome, 'firmware' | 'version' | 'model'>,
  candidate: LoadedBuild | undefined,
): string | undefined => {
  const build = candidate?.build.value;
  if (!build) return undefined;
  const differs = (said: string | undefined, meant: readonly (string | undefined)[]): boolean =>
    said !== undefined && meant.some(Boolean) && !meant.includes(said);
  if (differs(firmware, [build.firmware])) {
    return `it runs the firmware "${firmware}", and the build is "${build.firmware}"`;
  }
  if (differs(version, [build.version])) {
    return `it runs version ${version}, and the build is ${build.version}`;
  }
  if (build.model && differs(model, [build.model.id, build.build])) {
    return `it runs the model "${model}", and the build is "${build.build}"`;
  }
  return undefined;
};
