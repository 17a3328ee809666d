import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { packageVersion } from '../../documents/package-root.ts';
import { digestFile } from '../../evidence/digest.ts';
import { type RunFolder, runFiles } from '../../evidence/run-folder.ts';
import { quantityIn } from '../../documents/units.ts';
import type { Evidence } from '../../schemas/types/evidence.ts';
import type { LoadedBuild } from '../freeze/references.ts';

/** What inspection of a build found: digests and sizes in bytes. */
export const buildEvidence = (
  role: Evidence['builds'][number]['role'],
  { build, part, elf }: LoadedBuild,
): Evidence['builds'][number] => {
  const { value } = build;
  const sized = (name: string): number | undefined =>
    elf.sections.find((section) => section.name === name)?.size;
  const [stack, heap] = [sized('.stack'), sized('.heap')];
  return {
    role,
    id: value.build,
    ...(value.firmware !== undefined && { firmware: value.firmware }),
    ...(value.version !== undefined && { version: value.version }),
    image: value.image,
    sha256: value.sha256,
    part: part.value.part,
    flash_B: elf.flash_B,
    ram_B: elf.ram_B,
    ...(stack !== undefined && { stack_B: stack }),
    ...(heap !== undefined && { heap_B: heap }),
    part_flash_B: quantityIn(part.value.flash, 'B'),
    part_ram_B: quantityIn(part.value.ram, 'B'),
    ...(value.model && { model: value.model.id }),
    ...(value.model?.sha256 !== undefined && { model_sha256: value.model.sha256 }),
  };
};

/** Everything the run wrote so far that the evidence vouches for. */
const gathered = async (run: RunFolder): Promise<string[]> => {
  const within = async (folder: string): Promise<string[]> =>
    existsSync(run.file(folder))
      ? (await readdir(run.file(folder))).toSorted().map((name) => `${folder}/${name}`)
      : [];
  return [
    runFiles.plan,
    runFiles.events,
    runFiles.rejected,
    runFiles.journal,
    ...(await within(runFiles.transcripts)),
    ...(await within(runFiles.traces)),
  ];
};

export type EvidenceBody = Omit<Evidence, 'v' | 'tool' | 'environment' | 'files'>;

/** Completes the evidence with the tool, the host and the digests of what was gathered, and writes it. */
export const writeEvidence = async (run: RunFolder, body: EvidenceBody): Promise<Evidence> => {
  const files = [];
  for (const path of await gathered(run)) files.push(digestFile(run.file(path), path));
  const evidence: Evidence = {
    v: 1,
    tool: { name: 'pilotlight', version: packageVersion() },
    ...body,
    environment: { node: process.version, platform: `${process.platform} ${process.arch}` },
    files,
  };
  await run.write(runFiles.evidence, evidence);
  return evidence;
};
