import { handOver } from '../evidence/line-writer.ts';
import { fault } from './fault.ts';
import { createFifo } from './fifo.ts';
import { createLineFramer, type Framing } from './line-framer.ts';
import { hostTime_us } from './transports/host-time.ts';
import type { Chunk, Meter, Transport, Usage } from './transports/transport.ts';

/** A line of the device, when it was complete, and the power meter at that moment. */
export interface Line {
  readonly text: string;
  readonly time_us: number;
  readonly meter?: Meter;
}

/** Raw bytes in either direction, as they travel. */
export interface TranscriptEntry {
  readonly direction: 'sent' | 'received';
  readonly time_us: number;
  readonly bytes: Uint8Array;
}

export interface LinkHooks {
  readonly onTranscript?: ((entry: TranscriptEntry) => void) | undefined;
  /** What the device sent and nobody could read or use, with the reason. */
  readonly onNoise?: ((text: string, why: string) => void) | undefined;
  /** What a line that cannot be read means beside its entry in the journal; default nothing. */
  readonly onUnreadable?: 'journal' | 'fail' | undefined;
}

/** Lines over a transport. Every wait has a deadline, given in the link's own time. */
export interface Link {
  /** Microseconds: device time where it is virtual, else the host's monotonic clock. */
  now_us: () => number;
  meter: () => Meter | undefined;
  /** What the device has used, where it is a process of this machine. */
  usage: () => Usage | undefined;
  /** Begins a new exchange: what may come until its end is counted anew, at most `allowed_B`. */
  begin: (allowed_B?: number) => void;
  /** Begins a new exchange and sends one line, with the line end of the protocol. */
  send: (text: string, deadline_us: number) => Promise<void>;
  /** The next line, or undefined at the deadline. Throws FLOOD or LOST. */
  next: (deadline_us: number) => Promise<Line | undefined>;
  /** The next line that is here already, without waiting for one. Throws FLOOD or LOST. */
  queued: () => Promise<Line | undefined>;
  /** The next line. Throws DEADLINE, GARBLED (only unreadable lines came), FLOOD or LOST. */
  line: (deadline_us: number) => Promise<Line>;
  /** Sends text as it is, within the exchange that is going on. */
  write: (text: string, deadline_us: number) => Promise<void>;
  /** Says that a line could not be read. Throws UNREADABLE where the device fails on such lines. */
  noise: (text: string, why: string) => void;
  /** Says that a line, read or not, was of no use here. */
  aside: (text: string, why: string) => void;
}

/** More than this without the answer that is waited for is a flood. */
const exchangeLimit_B = 64 * 1024;
const noiseShown = 20;
const longestTimer_ms = 0x7fff_ffff;

export const createLink = (
  transport: Transport,
  hooks: LinkHooks = {},
  framing: Framing = {},
): Link => {
  const chunks = transport.received[Symbol.asyncIterator]();
  const framer = createLineFramer(framing);
  const lines = createFifo<Line>();
  let taken: Promise<IteratorResult<Chunk>> | undefined;
  let virtual_us = 0;
  let noises = 0;
  let exchange_B = 0;
  let allowed_B = exchangeLimit_B;
  let asked_us = 0;

  const now_us = (): number => (transport.wait ? virtual_us : hostTime_us());

  const aside = (text: string, why: string): void => {
    noises += 1;
    if (noises <= noiseShown) hooks.onNoise?.(text.slice(0, 200), why);
    if (noises === noiseShown) hooks.onNoise?.('', 'further noise in this exchange is not listed');
  };

  const noise = (text: string, why: string): void => {
    aside(text, why);
    if (hooks.onUnreadable !== 'fail') return;
    throw fault(
      'UNREADABLE',
      `it sent what cannot be read (${why}): ${JSON.stringify(text.slice(0, 80))}`,
    );
  };

  const write = async (text: string, deadline_us: number): Promise<void> => {
    const bytes = Buffer.from(text, 'utf8');
    hooks.onTranscript?.({ direction: 'sent', time_us: now_us(), bytes });
    // What it said so far is written down before it is told to go on.
    handOver();
    await transport.send(bytes, Math.max(1, deadline_us - now_us()));
  };

  const accept = ({ bytes, time_us, meter }: Chunk): void => {
    virtual_us = time_us;
    if (bytes.length === 0) return;
    hooks.onTranscript?.({ direction: 'received', time_us, bytes });
    exchange_B += bytes.length;
    for (const framed of framer.push(bytes)) {
      if ('text' in framed) lines.push({ text: framed.text, time_us, ...(meter && { meter }) });
      else noise(Buffer.from(framed.unreadable).toString('latin1'), framed.why);
    }
  };

  /** False when the deadline came first. What is on its way stays for the next call. */
  const receive = async (deadline_us: number): Promise<boolean> => {
    const remaining_us = deadline_us - now_us();
    if (remaining_us <= 0 && (transport.wait || !taken)) return false;
    return take(remaining_us);
  };

  const take = async (remaining_us: number): Promise<boolean> => {
    if (!taken) {
      transport.wait?.(remaining_us);
      taken = chunks.next();
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      if (!transport.wait) {
        const ms = Math.min(Math.max(0, remaining_us / 1000), longestTimer_ms);
        timer = setTimeout(() => resolve(undefined), ms);
      }
    });
    const result = await Promise.race([taken, late]).finally(() => clearTimeout(timer));
    if (!result) return false;
    taken = undefined;
    if (result.done) throw fault('LOST', 'the link was lost');
    accept(result.value);
    return true;
  };

  const lineOf = async (more: () => Promise<boolean>): Promise<Line | undefined> => {
    for (;;) {
      const line = lines.take();
      if (line) return line;
      if (exchange_B > allowed_B) {
        throw fault('FLOOD', `it sent ${exchange_B} B without the answer that was waited for`);
      }
      if (!(await more())) return undefined;
    }
  };

  const next = async (deadline_us: number): Promise<Line | undefined> =>
    lineOf(async () => receive(deadline_us));

  /** Where time is virtual, all that was said until now came with the last chunk. */
  const queued = async (): Promise<Line | undefined> =>
    lineOf(async () => !transport.wait && take(0));

  const begin = (limit_B: number = exchangeLimit_B): void => {
    noises = exchange_B = 0;
    allowed_B = limit_B;
    asked_us = now_us();
  };

  return {
    now_us,
    begin,
    meter: () => transport.power?.(),
    usage: () => transport.usage?.(),
    write,
    noise,
    aside,
    next,
    queued,
    async send(text, deadline_us) {
      begin();
      await write(`${text}${framing.lineEnd ?? '\n'}`, deadline_us);
    },
    async line(deadline_us) {
      const line = await next(deadline_us);
      if (line) return line;
      const why = transport.silence?.();
      const waited = `${Number(((deadline_us - asked_us) / 1e6).toPrecision(3))} s`;
      throw noises > 0 || framer.partial_B() > 0
        ? fault('GARBLED', `only unreadable output came within ${waited}`)
        : fault('DEADLINE', `no answer within ${waited}${why === undefined ? '' : `; ${why}`}`);
    },
  };
};
