// A device behind a real serial line: a process of its own that holds the master side of a pty and
// speaks json-lines, or goes wrong in the way its argument says. Says its port on stdout; ends when
// its stdin ends.
import { spawn } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';

/**
 * `link` is a name of the port that stays, as udev gives one; `back_ms` how long a board that is
 * plugged out stays away; `elsewhere` gives it another port then.
 */
const {
  fault = 'none',
  after = 0,
  link,
  back_ms = 300,
  elsewhere = false,
} = JSON.parse(process.argv[2] ?? '{}');

// util-linux: the slave side stays open in `sleep`, so the port can be closed and opened again.
const openPty = () =>
  spawn('script', ['-qfec', 'stty raw -echo; tty; exec sleep 1000000', '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
let pty = openPty();
let placeholder;
const stop = () => {
  pty.kill('SIGKILL');
  placeholder?.kill('SIGKILL');
  process.exit(0);
};
process.stdin.on('end', stop).resume();
process.on('SIGTERM', stop);

const identity = {
  protocol: 1,
  firmware: 'pty-device',
  version: '1.0.0',
  model: 'constant',
  tick_hz: 1_000_000,
  labels: ['normal', 'cavitation'],
};
let answered = 0;
let cold = true;

const write = (text) => pty.stdin.write(text);
const say = (message) => write(`${JSON.stringify(message)}\n`);
const boot = (cause) => {
  cold = true;
  say({ type: 'boot', ...identity, cause });
};
const inference = (sample) => ({
  type: 'inference',
  sample,
  label: 'normal',
  scores: [9, -9],
  ticks: cold ? 40_000 : 30_000,
  start: cold ? 'cold' : 'warm',
  stack_free: 1000,
  bytes_sent: 0,
});

const flood = () => {
  if (pty.stdin.write('nothing to see here\n'.repeat(500))) setImmediate(flood);
  else pty.stdin.once('drain', flood);
};

/** What each fault does in place of an answer. */
const faults = {
  silence: () => {},
  garbage: () => write('\u0001\u0002not json\n{"type":\n[1,2]\n"inference"\n'),
  'not-utf8': () => pty.stdin.write(Buffer.from([0xff, 0xfe, 0x80, 0x0a])),
  'half-a-line': (sample) => write(JSON.stringify(inference(sample)).slice(0, 40)),
  'endless-line': () => write('x'.repeat(5000)),
  flood,
  reset: () => boot('watchdog'),
  disappear: () => pty.kill('SIGKILL'),
  hang: () => process.kill(process.pid, 'SIGSTOP'),
  'in-pieces': (sample) => {
    const text = `${JSON.stringify(inference(sample))}\n`;
    for (let at = 0; at < text.length; at += 7) {
      setTimeout(() => write(text.slice(at, at + 7)), at / 7);
    }
  },
  replug: (sample) => {
    if (answered > after) say(inference(sample));
    else replug();
  },
  'replug-for-ever': () => replug(),
  'replug-with-boot': (sample) => {
    if (answered > after) say(inference(sample));
    else replug();
  },
  'wrong-sample': () => say(inference('another')),
  'unknown-label': (sample) => say({ ...inference(sample), label: 'sabotage' }),
  'no-ticks': (sample) => say({ ...inference(sample), ticks: undefined }),
  'too-few-scores': (sample) => say({ ...inference(sample), scores: [1] }),
  'error-reply': () => say({ type: 'error', code: 'BAD_COMMAND', detail: 'no such thing' }),
  banter: (sample) => {
    write('I (312) wifi: connected\r\n\r\n');
    write(`${JSON.stringify({ ...inference(sample), extra: true })}\r\n`);
  },
};

const parsed = (line) => {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
};

const obey = {
  id: () => {
    // A board that came back had no listener for its first words.
    if (fault === 'replug-with-boot' && cold && answered > after) boot('watchdog');
    say({ type: 'identity', ...identity });
  },
  reset: () => boot('command'),
  sleep: ({ ms }) => {
    cold = true;
    setTimeout(() => say({ type: 'wake', slept_ms: ms }), ms);
  },
  infer: ({ sample }) => {
    if (answered >= after && faults[fault]) faults[fault](sample);
    else say(inference(sample));
    answered += 1;
    cold = false;
  },
};

let port = '';
// What a run that was cut off in the middle of a command left behind.
let text = fault === 'stale' ? '{"cmd":"infer","sam' : '';

/** Plugs it out, and in again after a while: it starts anew. */
const replug = () => {
  pty.kill('SIGKILL');
  if (link) rmSync(link, { force: true });
  if (elsewhere) placeholder = openPty();
  setTimeout(() => {
    pty = openPty();
    port = '';
    cold = true;
    pty.stdout.on('data', onBytes);
  }, back_ms);
};

const onBytes = (bytes) => {
  if (!port) {
    port = String(bytes).trim();
    if (fault === 'deaf') pty.kill('SIGSTOP');
    if (link) {
      rmSync(link, { force: true });
      symlinkSync(port, link);
    }
    process.stdout.write(`${port}\n`);
    return;
  }
  if (fault === 'echo') {
    pty.stdin.write(bytes);
    return;
  }
  text += bytes;
  const lines = text.split('\n');
  text = lines.pop();
  for (const line of lines) {
    const command = parsed(line);
    (obey[command.cmd] ?? (() => say({ type: 'error', code: 'BAD_COMMAND', detail: line })))(
      command,
    );
  }
};
pty.stdout.on('data', onBytes);
