import type { Chip } from './chip.ts';

const fifoDepth = 32;
const receiveFull = 1 << 6;
const transmitEmpty = 1 << 7;
const transmitFull = 1 << 5;
const busy = 1 << 3;

/** UART0 with the pace of a real line: a byte takes ten bit times in either direction. */
export interface PacedUart {
  /** Puts bytes on the line to the device, behind those still on their way. */
  feed: (bytes: Uint8Array) => void;
  /** Bytes that have fully left the device, oldest first. */
  take: () => Uint8Array;
  /** Bytes to the device that have not arrived yet; they outlive a reset of the device. */
  inFlight: () => Uint8Array;
  /** Bytes lost because a FIFO was full or the receiver was off. */
  lost: () => number;
}

export interface LineOptions {
  readonly baud: number;
  /** A burst is handed over when it has reached this many bytes. */
  readonly burst: number;
  /** Called when the device has ended a burst: the line was idle for two byte times. */
  readonly spoken: () => void;
}

/**
 * The emulator sends in no time and never reports a full FIFO; here the transmit FIFO drains at
 * line speed. A firmware that polls it while it is full jumps to the next free place: the cycles
 * are counted as executed, none is emulated one by one.
 */
export const attachUart = (chip: Chip, { baud, burst, spoken }: LineOptions): PacedUart => {
  const { mcu, core, clock } = chip;
  const uart = mcu.uart[0]!;
  const byte_ns = 1e10 / baud;
  const outgoing: { readonly byte: number; readonly left_ns: number }[] = [];
  const incoming: number[] = [];
  let free_ns = 0;
  let arrived = 0;
  let lost = 0;

  const emulated = Object.getPrototypeOf(uart) as typeof uart;
  const readFlags = (): number => Reflect.get(emulated, 'flags', uart);
  const pending = (): number => Math.ceil(Math.max(0, free_ns - clock.nanos) / byte_ns - 1e-9);

  const skipToFreePlace = (): void => {
    const cycle_ns = 1e9 / mcu.clkSys;
    const wanted = Math.ceil((free_ns - fifoDepth * byte_ns - clock.nanos) / cycle_ns);
    core.cycles += Math.max(0, Math.min(wanted, Math.floor(clock.nextStop() - clock.now())));
  };
  Object.defineProperty(uart, 'flags', {
    get() {
      if (pending() > fifoDepth) skipToFreePlace();
      const waiting = pending();
      return (
        (readFlags() & ~transmitEmpty) |
        (waiting > fifoDepth ? transmitFull : 0) |
        (waiting <= 1 ? transmitEmpty : 0) |
        (waiting > 0 ? busy : 0)
      );
    },
  });

  const idleLine = clock.createAlarm(spoken);
  uart.onByte = (byte) => {
    if (pending() > fifoDepth) {
      lost += 1;
      return;
    }
    free_ns = Math.max(free_ns, clock.nanos) + byte_ns;
    outgoing.push({ byte, left_ns: free_ns });
    if (outgoing.length >= burst) spoken();
    idleLine.schedule(free_ns + 2 * byte_ns - clock.nanos);
  };

  const arrival = clock.createAlarm(() => {
    const full = (readFlags() & receiveFull) !== 0;
    if (full || !uart.enabled || !uart.rxEnabled) lost += 1;
    else uart.feedByte(incoming[arrived]!);
    arrived += 1;
    if (arrived < incoming.length) arrival.schedule(byte_ns);
    else arrived = incoming.length = 0;
  });

  return {
    feed(bytes) {
      if (incoming.length === 0 && bytes.length > 0) arrival.schedule(byte_ns);
      incoming.push(...bytes);
    },
    take() {
      const now = clock.nanos;
      const gone = outgoing.findIndex(({ left_ns }) => left_ns > now);
      return Uint8Array.from(
        outgoing.splice(0, gone < 0 ? outgoing.length : gone),
        ({ byte }) => byte,
      );
    },
    inFlight: () => Uint8Array.from(incoming.slice(arrived)),
    lost: () => lost,
  };
};
