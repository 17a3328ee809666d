// A Zephyr shell behind a real serial line: a process of its own with a coloured prompt, an echo a
// character at a time, and logs of other threads that wipe the prompt and draw it again.
import { openPty } from './open-pty.mjs';

const {
  fault = 'none',
  logs_ms = 0,
  echo = true,
  listens = false,
} = JSON.parse(process.argv[2] ?? '{}');

const name = 'uart:~$ ';
const prompt = `\u001b[1;32m${name}\u001b[m`;
let typed = '';
const { write } = openPty((bytes) => {
  for (const byte of bytes) take(String.fromCharCode(byte));
}, start);
const line = (text) => write(`${text}\r\n`);

let seconds = 0;
/** A log line takes the place of the prompt and what is typed at it, and both come back. */
const log = (text) => {
  seconds += 1;
  const stamp = `[00:00:${String(seconds % 60).padStart(2, '0')}.234,567] `;
  write(
    `\u001b[${name.length + typed.length}D\u001b[J${stamp}\u001b[0m<inf> app: ${text}\u001b[0m\r\n${prompt}${typed}`,
  );
};

const banner = () => line('\r\n*** Booting Zephyr OS build v3.7.0 ***');
const classify = (turn) => {
  const [first, second] = turn % 2 === 0 ? ['sine', 'idle'] : ['idle', 'sine'];
  line('Classification results');
  line('======================');
  line(`Value: 0.99\tLabel: ${first}`);
  line(`Value: 0.01\tLabel: ${second}`);
  line('Anomaly: 0.01');
};

const answers = {
  'kernel version': () => line('Zephyr version 3.7.0'),
  'kernel uptime': () => line('Uptime: 61234 ms'),
  retval: () => line('-22'),
  'log inside': () => {
    line('first');
    line('I: still working');
    line('last');
  },
  'test run': () => {
    line('START - test_answer');
    line(' PASS - test_answer in 0.001 seconds');
    line(
      'SUITE PASS - 100.00% [core]: pass = 1, fail = 0, skip = 0, total = 1 duration = 0.001 seconds',
    );
    line('PROJECT EXECUTION SUCCESSFUL');
  },
};

const obey = (command) => {
  if (command === '') return write(prompt);
  if (command === 'kernel reboot cold') {
    if (fault === 'no-reboot') return write(prompt);
    typed = '';
    setTimeout(() => {
      banner();
      write(prompt);
    }, 50);
    return undefined;
  }
  const act = answers[command];
  if (act) act();
  else line(`${command.split(' ')[0]}: command not found`);
  return write(prompt);
};

function take(character) {
  if (character === '\u0015') {
    write(`\u001b[${typed.length}D\u001b[J`);
    typed = '';
    return;
  }
  if (character !== '\r') {
    typed += character;
    if (echo) write(character);
    return;
  }
  const command = typed;
  typed = '';
  if (echo) write('\r\n');
  obey(command);
}

function start() {
  banner();
  write(prompt);
  if (logs_ms > 0) setInterval(() => log('temperature: 21'), logs_ms);
  let turn = 0;
  if (listens) setInterval(() => classify((turn += 1)), 80);
}
