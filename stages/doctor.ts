import { access, constants } from 'node:fs/promises';
import { PilotError } from '../documents/pilot-error.ts';
import { listPorts } from '../device-harness/index.ts';
import { findBrowser } from '../reporters/index.ts';
import { loadConfig } from './config.ts';

/** `missing` limits what can be done; `broken` means nothing will work until it is mended. */
export interface Diagnosis {
  readonly what: string;
  readonly status: 'ok' | 'missing' | 'broken';
  readonly detail: string;
  readonly hint?: string;
}

const node = (): Diagnosis => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = major > 20 || (major === 20 && minor >= 19);
  return {
    what: 'Node',
    status: fits ? 'ok' : 'broken',
    detail: process.versions.node,
    ...(!fits && { hint: 'Install Node 20.19 or newer.' }),
  };
};

const emulator = async (): Promise<Diagnosis> => {
  const what = 'RP2040 emulator';
  try {
    await import('rp2040js');
    return { what, status: 'ok', detail: 'rp2040js loads' };
  } catch (error) {
    return { what, status: 'broken', detail: (error as Error).message, hint: 'Run npm ci again.' };
  }
};

const mayUse = async (path: string): Promise<boolean> =>
  access(path, constants.R_OK | constants.W_OK).then(
    () => true,
    ({ code }: NodeJS.ErrnoException) => code !== 'EACCES',
  );

const serial = async (): Promise<Diagnosis> => {
  const { ports, problem } = await listPorts();
  const what = 'Serial ports';
  const open = await Promise.all(ports.map(async ({ path }) => mayUse(path)));
  const closed = ports.filter((_, index) => !open[index]).map(({ path }) => path);
  if (closed.length > 0) {
    return {
      what,
      status: 'missing',
      detail: `${ports.length} found; this user may not open ${closed.join(', ')}`,
      hint: 'Join the group that owns them (often: sudo usermod -aG dialout $USER) and log in again.',
    };
  }
  if (problem === undefined) return { what, status: 'ok', detail: `${ports.length} found` };
  const detail = `${ports.length} found; there may be more, and a port named by its path works`;
  return { what, status: 'missing', detail, hint: problem };
};

const browser = async (chrome?: string): Promise<Diagnosis> => {
  const what = 'Browser for the PDF';
  try {
    const { path } = await findBrowser(chrome);
    return { what, status: 'ok', detail: path };
  } catch (error) {
    if (!(error instanceof PilotError)) throw error;
    return { what, status: 'missing', detail: error.message, hint: error.hint };
  }
};

const configuration = async (folder: string, path?: string): Promise<Diagnosis> => {
  const what = 'Configuration';
  try {
    const { file, config } = await loadConfig(folder, path);
    if (file === undefined) {
      return {
        what,
        status: 'missing',
        detail: 'no pilot.config.ts here or above',
        hint: 'Name your devices in one; see the README.',
      };
    }
    return { what, status: 'ok', detail: `${file}, ${config.devices?.length ?? 0} devices` };
  } catch (error) {
    if (!(error instanceof PilotError)) throw error;
    return { what, status: 'broken', detail: error.message, hint: error.hint };
  }
};

/** Looks at everything a pilot needs of this machine, and says what to do where it lacks. */
export const diagnose = async (
  folder: string,
  options: { readonly config?: string | undefined; readonly chrome?: string | undefined },
): Promise<Diagnosis[]> => [
  node(),
  await emulator(),
  await serial(),
  await browser(options.chrome),
  await configuration(folder, options.config),
];
