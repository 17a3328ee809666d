import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { PilotError } from '../../documents/pilot-error.ts';
import { fault } from '../fault.ts';
import { withDeadline } from '../with-deadline.ts';
import { type ComPort, createComPort, type Setting } from './com-port.ts';
import { hostTime_us } from './host-time.ts';
import { connectSocket, linkOver, type SocketLink } from './socket-link.ts';
import { createTelnetReader, escapeIac } from './telnet.ts';
import type { ControlLines, TransportDefinition, TransportOptions } from './transport.ts';

const agreement_us = 5e6;
const earlyLimit_B = 64 * 1024;
const greeting_ms = 150;
const quiet_ms = 40;
const handover_us = 2e6;

type Options = TransportOptions<'rfc2217'>;

const linesOf = ({ dtr, rts }: ControlLines): Setting[] => [
  ...(dtr === undefined
    ? []
    : [{ name: 'control' as const, value: dtr ? 8 : 9, means: dtr ? 'DTR on' : 'DTR off' }]),
  ...(rts === undefined
    ? []
    : [{ name: 'control' as const, value: rts ? 11 : 12, means: rts ? 'RTS on' : 'RTS off' }]),
];

const settingsOf = ({ baud = 115_200, ...lines }: Options): Setting[] => [
  { name: 'baud', value: baud },
  { name: 'data bits', value: 8 },
  { name: 'parity', value: 1, means: 'no parity' },
  { name: 'stop bits', value: 1 },
  { name: 'control', value: 1, means: 'no flow control' },
  ...linesOf(lines),
];

const hungUp = (name: string, words: string, cause: unknown): PilotError => {
  const busy = /in use|busy/iu.test(words);
  return new PilotError({
    code: busy ? 'PORT_BUSY' : 'PORT_FAILED',
    message: `${name} hung up${words === '' ? '' : `: ${words}`}`,
    hint: busy
      ? 'Close the other connection, or let the server drop it (ser2net: kickolduser).'
      : 'Check the server and the port it serves.',
    exitCode: 4,
    cause,
  });
};

/** A server that hangs up says why first, and is not heard any more by whoever speaks meanwhile. */
const hearGreeting = async (socket: Socket, signal: AbortSignal): Promise<void> => {
  const spoke = new Promise<boolean>((resolve) => socket.once('data', () => resolve(true)));
  const silence = setTimeout(greeting_ms, false, { signal }).catch(() => false);
  if (await Promise.race([spoke, silence])) {
    await setTimeout(quiet_ms, undefined, { signal }).catch(() => {});
  }
};

const setUp = async (
  { ended }: SocketLink,
  comPort: ComPort,
  socket: Socket,
  options: Options,
  name: string,
): Promise<void> => {
  // What is written to a server that hung up would take what it said down with it.
  socket.cork();
  await hearGreeting(socket, ended);
  ended.throwIfAborted();
  socket.uncork();
  const silent = (): PilotError => {
    const asked = comPort.asked();
    const within = `within ${agreement_us / 1e6} s`;
    return new PilotError({
      code: 'PORT_FAILED',
      message:
        asked === undefined
          ? `${name} does not answer as a server of RFC 2217 ${within}`
          : `${name} gives no answer to "${asked}" ${within}`,
      hint:
        asked === undefined
          ? 'Use the transport tcp for a port that serves bytes as they are.'
          : 'Leave the setting away where the port has no such thing.',
      exitCode: 4,
    });
  };
  const late = fault('DEADLINE', 'the server did not answer');
  try {
    await withDeadline(comPort.configure(settingsOf(options)), agreement_us, late, ended);
  } catch (error) {
    throw error === late ? silent() : error;
  }
};

const connectOnce = async (
  options: Options,
  signal: AbortSignal,
): Promise<{ readonly link: SocketLink; readonly comPort: ComPort }> => {
  const { host, port } = options;
  const name = `${host}:${port}`;
  const socket = await connectSocket({ host, port }, name, signal);
  const comPort = createComPort((bytes) => void socket.write(bytes));
  const read = createTelnetReader(comPort.hear);
  // Until the port is set up, what comes may be the device or the server saying why it hangs up.
  let early: Buffer | undefined = Buffer.alloc(0);
  const link = linkOver(socket, signal, {
    encode: escapeIac,
    decode(bytes) {
      const data = read(bytes);
      if (!early) return data;
      if (early.length + data.length > earlyLimit_B) {
        link.end(fault('FLOOD', `it sent more than ${earlyLimit_B} B before the port was set up`));
        return undefined;
      }
      early = Buffer.concat([early, data]);
      return undefined;
    },
  });
  try {
    await setUp(link, comPort, socket, options, name);
  } catch (error) {
    const flooded = error instanceof PilotError && error.code === 'FLOOD';
    const lost = error === link.ended.reason && !flooded;
    link.end(error);
    signal.throwIfAborted();
    throw lost ? hungUp(name, early.toString('latin1').trim().slice(0, 200), error) : error;
  }
  if (early.length > 0) link.received.push({ bytes: early, time_us: hostTime_us() });
  early = undefined;
  return { link, comPort };
};

/** A server may need a moment to let go of the connection that was closed last. */
const connectPatiently = async (
  options: Options,
  signal: AbortSignal,
): ReturnType<typeof connectOnce> => {
  const begun_us = hostTime_us();
  for (;;) {
    try {
      return await connectOnce(options, signal);
    } catch (error) {
      const busy = error instanceof PilotError && error.code === 'PORT_BUSY';
      if (!busy || hostTime_us() - begun_us > handover_us) throw error;
      await setTimeout(100, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
};

/**
 * A serial port of another machine, served as RFC 2217 says (ser2net, a terminal server): 8 bits,
 * no parity, one stop bit, no flow control. Rejects with PORT_BUSY where somebody else is connected
 * to the port for 2 s, with PORT_FAILED where the server refuses a setting or speaks something else.
 */
export const rfc2217: TransportDefinition<'rfc2217'> = {
  origin: 'modelled',
  async open(options, signal) {
    const { link, comPort } = await connectPatiently(options, signal);
    return {
      ...link.transport,
      async setLines(lines) {
        const late = fault('DEADLINE', 'the server did not set its control lines');
        await withDeadline(comPort.configure(linesOf(lines)), agreement_us, late, link.ended);
      },
      async send(bytes, within_us) {
        const begun_us = hostTime_us();
        const held = comPort.held();
        if (held) {
          const late = fault('DEADLINE', `the server let nothing through for ${within_us / 1e6} s`);
          await withDeadline(held, within_us, late, link.ended);
        }
        const waited_us = held ? hostTime_us() - begun_us : 0;
        await link.transport.send(bytes, Math.max(1, within_us - waited_us));
      },
    };
  },
};
