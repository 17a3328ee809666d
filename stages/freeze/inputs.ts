import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, posix } from 'node:path';
import { sha256 } from '../../evidence/digest.ts';
import type { RunFolder } from '../../evidence/run-folder.ts';
import type { LoadedBuild } from './references.ts';

/** A file the plan rests on, as it was when the plan was frozen. */
export interface Input {
  readonly role: string;
  /** Inside the run folder. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly content: Uint8Array;
}

/** Takes content into the frozen inputs. */
export const inputOf = (role: string, name: string, content: string | Uint8Array): Input => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    role,
    path: `inputs/${role}/${name}`,
    sha256: sha256(bytes),
    bytes: bytes.length,
    content: bytes,
  };
};

/** A document that was read already, exactly as it stood. */
export const documentInput = (
  role: string,
  { file, text }: { readonly file: string; readonly text: string },
): Input => inputOf(role, basename(file), text);

export const fileInput = (role: string, file: string): Input =>
  inputOf(role, basename(file), readFileSync(file));

/** A build with all that inspection and energy rest on. */
export const buildInputs = ({ build, part, image, imageFile }: LoadedBuild): Input[] => [
  documentInput('build', build),
  documentInput('part', part),
  inputOf('image', basename(imageFile), image),
];

/** Two files of one name from different folders both keep their place in the run folder. */
export const apart = (inputs: readonly Input[]): Input[] => {
  const taken = new Map<string, number>();
  return inputs.map((input) => {
    const count = (taken.get(input.path) ?? 0) + 1;
    taken.set(input.path, count);
    if (count === 1) return input;
    return { ...input, path: `inputs/${input.role}/${count}/${posix.basename(input.path)}` };
  });
};

/** Writes the frozen inputs into a run folder. */
export const writeInputs = async (run: RunFolder, inputs: readonly Input[]): Promise<void> => {
  for (const { path, content } of inputs) {
    const target = run.file(path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
};
