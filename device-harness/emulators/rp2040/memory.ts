import { PilotError } from '../../../documents/pilot-error.ts';
import { inspectElf } from '../../../evidence/inspect/elf.ts';

const flashStart = 0x1000_0000;
const ramStart = 0x2000_0000;
const flashBytes = 2 * 1024 * 1024;
const ramBytes = 264 * 1024;

/** What survives a watchdog reset: flash, and behind it in the same buffer RAM. */
export interface Memory {
  readonly flash: Uint8Array<ArrayBuffer>;
  readonly ram: Uint8Array<ArrayBuffer>;
  /** Where the image's vector table lies. */
  readonly vectors: number;
}

const place = (memory: Omit<Memory, 'vectors'>, address: number, bytes: Uint8Array): void => {
  const [target, start] = address >= ramStart ? [memory.ram, ramStart] : [memory.flash, flashStart];
  if (address < start || address - start + bytes.length > target.length) {
    throw new PilotError({
      code: 'IMAGE_OUTSIDE_MEMORY',
      message: `The image has ${bytes.length} bytes at 0x${address.toString(16)}, where an RP2040 has neither flash nor RAM`,
      hint: 'Link it for flash from 0x10000100 (2 MiB) and RAM from 0x20000000 (264 KiB).',
    });
  }
  target.set(bytes, address - start);
};

/**
 * Flash and RAM of a board that holds this ELF image. The vector table is the one behind the
 * second-stage boot loader's 256 bytes, or for a RAM image its lowest address.
 */
export const loadImage = (elf: Uint8Array): Memory => {
  const { segments } = inspectElf(elf);
  // One buffer, so that a load from either needs one array: flash first, RAM behind it.
  const buffer = new ArrayBuffer(flashBytes + ramBytes);
  const memory = {
    flash: new Uint8Array(buffer, 0, flashBytes).fill(0xff),
    ram: new Uint8Array(buffer, flashBytes, ramBytes),
  };
  for (const segment of segments) place(memory, segment.address, segment.bytes);
  const lowest = Math.min(...segments.map((segment) => segment.address));
  if (!Number.isFinite(lowest)) {
    throw new PilotError({
      code: 'IMAGE_EMPTY',
      message: 'The image holds no bytes to load',
      hint: 'Give the linked ELF file, not an object file.',
    });
  }
  return { ...memory, vectors: lowest >= ramStart ? lowest : flashStart + 0x100 };
};
