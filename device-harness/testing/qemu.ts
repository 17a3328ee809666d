import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { FirmwareImage } from '../transports/transport.ts';

const missing = spawnSync('qemu-system-arm', ['--version']).status !== 0;

/** Whether tests that need the emulator are left out; never where everything must be there. */
export const lacksQemu: boolean = missing && !process.env['CI'];
export const unlessLacking: string = lacksQemu ? ' (skipped: qemu-system-arm is missing)' : '';

/** A committed image for the emulated machines, such as `echo-mps2`. */
export const machineImage = (name: string): FirmwareImage => ({
  elf: readFileSync(new URL(`../../fixtures/firmware/mps2/images/${name}.elf`, import.meta.url)),
});

const parentOf = (pid: string): number => {
  try {
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
    return Number(parent);
  } catch {
    return 0;
  }
};

const nameOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'latin1');
  } catch {
    return '';
  }
};

/** The emulators that a process has started and that still run. */
export const emulatorsOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/u.test(pid) && parentOf(pid) === parent)
    .filter((pid) => nameOf(pid).startsWith('qemu-system'))
    .map(Number);

/** The folders that the emulators of a process work in. */
export const workplacesOf = (pid: number): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`pilot-qemu-${pid}-`));
