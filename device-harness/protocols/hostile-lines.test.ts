import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createLineFramer } from '../line-framer.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import type { DeviceConfig } from '../transports/transport.ts';
import { createResults } from './edge-impulse-results.ts';
import { readLine as readImpulse } from './edge-impulse-lines.ts';
import { openProtocol } from './index.ts';
import { createProfile } from './tflm-profiler-run.ts';
import { readLine as readProfile } from './tflm-profiler-lines.ts';
import { createResults as createShellResults } from './zephyr-shell-results.ts';
import { readLine as readShell } from './zephyr-shell-lines.ts';

const file = fileURLToPath(
  new URL('../../fixtures/patterns/bench-print.patterns.yaml', import.meta.url),
);
type Protocol = NonNullable<DeviceConfig['protocol']>;

/** A protocol with lines of its own, to be cut and damaged. */
const spoken: readonly (readonly [Protocol, readonly string[]])[] = [
  [
    { kind: 'patterns', file: join(file) },
    [
      'BENCH,sample=w-1,cnn_us=897288,cycles=96000,pred_idx=1,confidence_x10=782',
      'FW valve-guard 2.1.0',
      'ERR BUSY: still starting',
      'BOOT cause=watchdog',
    ],
  ],
  [
    'edge-impulse',
    [
      'Predictions (DSP: 18.000000 ms., Classification: 3 ms., Anomaly: 0ms.): ',
      'Timing: DSP 20 ms, inference 9 ms, anomaly 0 ms',
      '    snake: 0.898438',
      '  car (0.91) [ x: 1, y: 2, width: 3, height: 4 ]',
      'Anomaly prediction: 0.041957',
      '[0.0080, 0.2812, 0.7106]',
      'OK CHUNK=512',
      'RESULT -5',
      'AT Version: 1.7.0',
    ],
  ],
  [
    { kind: 'tflm-profiler', clock: '25 MHz', golden: '0xA4A6A6BE' },
    [
      'CONV_2D took 249561 ticks (9 ms).',
      'WithPersonDataIterations(10) took 3200000 ticks (128 ms)',
      '"Event","Tag","Ticks"',
      '3,CONV_2D,249561',
      '"total number of ticks", 2820774',
      'Output CRC32: 0xA4A6A6BE',
      '        Total | 84436 |   100.00',
      '2/2 tests passed',
    ],
  ],
  [
    'zephyr-shell',
    [
      '[00:00:01.234,567] <inf> app: Value: 0.99\tLabel: sine',
      '*** Booting Zephyr OS build v3.7.0 ***',
      'SUITE PASS - 100.00% [core]: pass = 1, fail = 0, skip = 0, total = 1 duration = 0 seconds',
      'kernal: command not found',
    ],
  ],
];

const assemblers = (): ((line: string) => void)[] => {
  const impulse = createResults({ labels: [], latency: 'all' });
  const profile = createProfile({ clock_Hz: 25e6, golden: undefined });
  const shell = createShellResults(['sine']);
  return [
    (line) => {
      const said = readImpulse(line);
      if (said) impulse.take(said);
    },
    (line) => {
      const said = readProfile(line);
      if (said) profile.take(said);
    },
    (line) => {
      const said = readShell(line);
      if (said) shell.take(said);
    },
  ];
};

const damaged = (line: string, random: (below: number) => number): string => {
  const characters = line.slice(0, 1 + random(line.length)).split('');
  for (let turn = random(4); turn > 0; turn -= 1) {
    const at = random(characters.length);
    if (random(3) === 0) characters.splice(at, 1 + random(3));
    else if (random(2) === 0) characters.splice(at, 0, characters[random(characters.length)] ?? '');
    else characters[at] = String.fromCodePoint(random(random(9) === 0 ? 0xd7ff : 256));
  }
  return characters.join('');
};

describe.each(spoken)('%j', (protocol, lines) => {
  const open = async () =>
    openProtocol({ id: 'x', transport: { kind: 'serial', path: 'none' }, protocol });

  test('its own lines are all of it', async () => {
    const { interpret } = await open();
    for (const line of lines) expect([line, interpret(line)]).toEqual([line, expect.anything()]);
  });

  test('cut, damaged and random lines neither throw nor change what a line means', async () => {
    const { interpret } = await open();
    const random = seededRandom(20_260_901);
    const take = assemblers();
    for (let turn = 0; turn < 6000; turn += 1) {
      const whole = lines[random(lines.length)]!;
      const noise = Buffer.from(Array.from({ length: random(90) }, () => random(256)));
      for (const line of [damaged(whole, random), noise.toString('latin1')]) {
        const once = interpret(line);
        for (const each of take) each(line);
        expect(interpret(line)).toEqual(once);
      }
    }
  });

  test('lines of 1 KB made to keep it busy are done with at once', async () => {
    const { interpret } = await open();
    const began = performance.now();
    for (const line of [...lines, ' ', 'a', '0,', 'k=v,', '[', '    x:', '1.', 'a: ', 'x-', '"']) {
      for (const end of ['', '\0', '!', ':', ')']) {
        interpret(line.repeat(1024).slice(0, 1023) + end);
        interpret(line + line.slice(-1).repeat(1024 - line.length) + end);
      }
    }
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

test('however lines with prompts and ANSI sequences are cut, they are the same lines', () => {
  const random = seededRandom(5);
  const framing = { limit_B: 80, prompts: ['uart:~$ ', '> '], escapes: 'obey' as const };
  const parts = [
    'uart:~$ ',
    '> ',
    '> quoted',
    'kernel',
    '\r\n',
    '\n',
    '\u001b[1;32m',
    '\u001b[8D\u001b[J',
    'a > b',
  ];
  const read = (bytes: Uint8Array, cut: () => number): string[] => {
    const framer = createLineFramer(framing);
    const lines = [];
    for (let at = 0; at < bytes.length;) {
      const size = cut();
      lines.push(...framer.push(bytes.subarray(at, at + size)));
      at += size;
    }
    // Where a sequence wiped a prompt, the chunks decide whether it was seen before.
    return lines
      .map((line) => ('text' in line ? line.text : line.why))
      .filter((text) => !/^(?:uart:~\$ |> |)$/u.test(text));
  };
  for (let turn = 0; turn < 300; turn += 1) {
    const text = Array.from({ length: random(14) }, () => parts[random(parts.length - 2)]).join('');
    const bytes = Buffer.from(`${text}\n`);
    expect(read(bytes, () => 1 + random(5))).toEqual(read(bytes, () => 10_000));
  }
});

test('several prompts in a row, and one before a line, are prompts', () => {
  const framer = createLineFramer({ prompts: ['> '] });
  expect(framer.push(Buffer.from('> > '))).toEqual([{ text: '> ' }]);
  expect(framer.push(Buffer.from('> AT+X\r\nOK\r\n> '))).toEqual([
    { text: '> ' },
    { text: 'AT+X' },
    { text: 'OK' },
    { text: '> ' },
  ]);
  expect(framer.push(Buffer.from('a > '))).toEqual([]);
});
