import type { TransportOptions } from '../../transports/transport.ts';

export const program = 'qemu-system-arm';

/** Names in the working folder of the emulator. */
export const files = { image: 'image.elf', uart: 'uart' } as const;

const defaultShift = 5;

/**
 * The emulator as a command, for a folder that holds the image. It holds the guest until somebody
 * connects to its UART, so that nothing it says is lost. Instructions are counted at a fixed rate:
 * with an automatic one, the same firmware measures different times in each run.
 */
export const commandOf = ({
  machine,
  shift = defaultShift,
  idle = 'skip',
}: TransportOptions<'qemu'>): string[] =>
  [
    [program, '-M', machine, '-kernel', files.image],
    ['-display', 'none', '-monitor', 'none', '-nodefaults'],
    ['-chardev', `socket,id=uart,path=${files.uart},server=on,wait=on`, '-serial', 'chardev:uart'],
    ['-icount', `shift=${shift},sleep=${idle === 'skip' ? 'off' : 'on'}`],
  ].flat();

/** What times measured in this machine are, for a reader of the journal. */
export const noteOf = ({ machine, shift = defaultShift }: TransportOptions<'qemu'>): string =>
  `times that ${machine} in QEMU measures are counts of instructions at ${2 ** shift} ns each, not of clock cycles: no memory, bus or pipeline is modelled`;
