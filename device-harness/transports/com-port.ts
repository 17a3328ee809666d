import { PilotError } from '../../documents/pilot-error.ts';
import { type Order, subnegotiation } from './telnet.ts';
import { createTelnetOptions, type Side } from './telnet-options.ts';

const binary = 0;
const echo = 1;
const suppressGoAhead = 3;
const comPortOption = 44;
/** What a server says is the number of the client's order and this. */
const fromServer = 100;
const flowControlSuspend = 8 + fromServer;
const flowControlResume = 9 + fromServer;

const orders = { baud: 1, 'data bits': 2, parity: 3, 'stop bits': 4, control: 5 } as const;

/** A setting of the port as RFC 2217 numbers it; `means` says it in words where the number does not. */
export interface Setting {
  readonly name: keyof typeof orders;
  readonly value: number;
  readonly means?: string;
}

/** The client's side of the COM port control option, RFC 2217. */
export interface ComPort {
  hear: (order: Order) => void;
  /** Agrees on the options, then makes one setting after the other. Rejects with PORT_FAILED. */
  configure: (settings: readonly Setting[]) => Promise<void>;
  /** What the server was asked last and has not answered, in words. */
  asked: () => string | undefined;
  /** Resolves when the server lets data through again; undefined where it does. */
  held: () => Promise<void> | undefined;
}

const bytesOf = ({ name, value }: Setting): number[] =>
  name === 'baud'
    ? [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
    : [value];

const refusal = (message: string, hint: string): PilotError =>
  new PilotError({ code: 'PORT_FAILED', message, hint, exitCode: 4 });

/** What the server set, of an answer that has the right length. */
const answerOf = ({ name }: Setting, values: Uint8Array): number | undefined => {
  if (name !== 'baud') return values.length === 1 ? values[0] : undefined;
  return values.length === 4 ? Buffer.from(values).readUInt32BE() : undefined;
};

const welcome = (side: Side, option: number): boolean =>
  option === binary ||
  option === suppressGoAhead ||
  option === (side === 'us' ? comPortOption : echo);

export const createComPort = (send: (bytes: Uint8Array) => void): ComPort => {
  let notify: (() => void) | undefined;
  let suspended = false;
  let asked: string | undefined;
  let answered: { readonly order: number; readonly values: Uint8Array } | undefined;
  const options = createTelnetOptions(welcome, send, () => notify?.());

  const change = async (): Promise<void> =>
    new Promise((resolve) => {
      const before = notify;
      notify = () => {
        before?.();
        notify = undefined;
        resolve();
      };
    });

  const agreed = (): boolean =>
    options.state('us', binary) === 'on' &&
    options.state('them', binary) === 'on' &&
    options.state('us', comPortOption) === 'on';

  const agree = async (): Promise<void> => {
    options.ask('us', comPortOption);
    options.ask('us', binary);
    options.ask('them', binary);
    options.ask('them', suppressGoAhead);
    while (!agreed()) {
      if (options.state('us', comPortOption) === 'refused') {
        throw refusal(
          'The server does not let a client control the port (RFC 2217)',
          'Turn it on at the server (ser2net: telnet(rfc2217)), or use the transport tcp.',
        );
      }
      if ([options.state('us', binary), options.state('them', binary)].includes('refused')) {
        throw refusal(
          'The server does not carry all 8 bits (telnet option BINARY)',
          'Use a server that does, or the transport tcp where it serves bytes as they are.',
        );
      }
      await change();
    }
  };

  const make = async (setting: Setting): Promise<void> => {
    const order = orders[setting.name] + fromServer;
    answered = undefined;
    const wanted = setting.means ?? `${setting.name} ${setting.value}`;
    asked = wanted;
    send(subnegotiation(comPortOption, [orders[setting.name], ...bytesOf(setting)]));
    for (;;) {
      await change();
      const said = answered as { order: number; values: Uint8Array } | undefined;
      if (said?.order !== order) continue;
      asked = undefined;
      const made = answerOf(setting, said.values);
      if (made === setting.value) return;
      throw refusal(
        `The server refuses ${wanted}${made === undefined ? '' : ` and keeps ${made}`}`,
        'Check what the port behind the server can do.',
      );
    }
  };

  const released = async (): Promise<void> => {
    for (;;) {
      await change();
      if (!suspended) return;
    }
  };

  return {
    asked: () => asked,
    hear(order) {
      if ('verb' in order) {
        options.hear(order.verb, order.option);
        return;
      }
      const [command, ...values] = order.values;
      if (order.option !== comPortOption || command === undefined) return;
      if (command === flowControlSuspend) suspended = true;
      if (command === flowControlResume) suspended = false;
      answered = { order: command, values: Uint8Array.from(values) };
      notify?.();
    },
    async configure(settings) {
      await agree();
      for (const setting of settings) await make(setting);
    },
    held: () => (suspended ? released() : undefined),
  };
};
