import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { PilotError, type Place } from '../../documents/pilot-error.ts';
import { loadDocument, type Located } from '../../documents/yaml-document.ts';
import { sha256 } from '../../evidence/digest.ts';
import { type ElfImage, inspectElf } from '../../evidence/inspect/elf.ts';
import { openRun, type RunFolder, runFiles } from '../../evidence/run-folder.ts';
import type { Build } from '../../schemas/types/build.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';
import type { Part } from '../../schemas/types/part.ts';
import type { Suite } from '../../schemas/types/suite.ts';

/** A firmware build with the bytes of its image, its part, and what inspection found. */
export interface LoadedBuild {
  readonly build: Located<Build>;
  readonly part: Located<Part>;
  readonly image: Uint8Array;
  readonly imageFile: string;
  readonly elf: ElfImage;
}

/** Resolves a path that stands in a document, relative to that document. */
export const besides = (document: Located<unknown>, path: string): string =>
  resolve(dirname(document.file), path);

const readImage = async (build: Located<Build>): Promise<[string, Uint8Array]> => {
  const file = besides(build, build.value.image);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new PilotError({
      code: 'FILE_MISSING',
      message: `The image ${file} cannot be read`,
      hint: 'Build the firmware, or mend the path; it is relative to the build file.',
      where: build.at(['image']),
      cause,
    });
  });
  const digest = sha256(bytes);
  if (digest !== build.value.sha256) {
    throw new PilotError({
      code: 'DIGEST_MISMATCH',
      message: `The image has the digest ${digest}, not the one that is pinned`,
      hint: 'If the new image is meant, pin its digest; else restore the image.',
      where: build.at(['sha256']),
    });
  }
  return [file, bytes];
};

/** What inspection finds; what it refuses is reported where the image is named. */
const inspected = (build: Located<Build>, image: Uint8Array): ElfImage => {
  try {
    return inspectElf(image);
  } catch (cause) {
    if (!(cause instanceof PilotError)) throw cause;
    const { code, message, hint } = cause;
    throw new PilotError({ code, message, hint, where: build.at(['image']), cause });
  }
};

/** Loads a build file, its part and its image. Throws FILE_MISSING, DIGEST_MISMATCH, ELF_INVALID. */
export const loadBuild = async (file: string, from: Place): Promise<LoadedBuild> => {
  const build = await loadDocument<Build>(file, 'build', from);
  const part = await loadDocument<Part>(
    besides(build, build.value.part),
    'part',
    build.at(['part']),
  );
  const [imageFile, image] = await readImage(build);
  return { build, part, image, imageFile, elf: inspected(build, image) };
};

/** Golden evidence a candidate is compared with. */
export interface LoadedBaseline {
  readonly run: RunFolder;
  readonly evidence: Evidence;
  readonly sha256: string;
}

/** Opens a baseline run and checks its pinned digest and the digest of its events. */
export const loadBaseline = async (
  suite: Located<Suite>,
  baseline: NonNullable<NonNullable<Suite['builds']>['baseline']>,
): Promise<LoadedBaseline> => {
  const path = ['builds', 'baseline', 'run'];
  const run = await openRun(besides(suite, baseline.run)).catch((cause: unknown) => {
    if (!(cause instanceof PilotError)) throw cause;
    throw new PilotError({
      code: cause.code,
      message: cause.message,
      hint: 'A baseline is a run folder with evidence.json and events.ndjson.',
      where: suite.at(path),
      cause,
    });
  });
  const bytes = await readFile(join(run.path, runFiles.evidence));
  const digest = sha256(bytes);
  const evidence = await run.evidence();
  const events = evidence.files.find((file) => file.path === runFiles.events);
  const found = sha256(await readFile(run.file(runFiles.events)));
  const pinned = baseline.sha256 === undefined || baseline.sha256 === digest;
  if (pinned && events?.sha256 === found) return { run, evidence, sha256: digest };
  throw new PilotError({
    code: 'DIGEST_MISMATCH',
    message: pinned
      ? 'The events of the baseline are not those its evidence names'
      : `The baseline's evidence has the digest ${digest}, not the one that is pinned`,
    hint: 'Restore the golden run, or gather it again and pin the new digest.',
    where: suite.at(pinned ? path : ['builds', 'baseline', 'sha256']),
  });
};
