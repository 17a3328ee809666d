// A board with Edge Impulse firmware behind a real serial line: a process of its own that answers AT
// commands, echo and prompt included, or goes wrong in the way its argument says. A stimulus whose
// first number is above 0.5 is a snake.
import { openPty } from './open-pty.mjs';

const {
  fault = 'none',
  chunk = 64,
  dialect = 'B',
  fifo = 0,
  features,
} = JSON.parse(process.argv[2] ?? '{}');

let typed = '';
let transfer;
let running;
const { write } = openPty((bytes) => {
  // A small receive buffer loses what does not fit of a command that comes in one burst.
  const burst = fifo > 0 && typed === '' && bytes.length > fifo && bytes.includes(13);
  const kept = burst ? [...bytes.subarray(0, fifo), 13] : bytes;
  for (const byte of kept) take(String.fromCharCode(byte));
});
const line = (text) => write(`${text}\r\n`);
const prompt = () => write('> ');

const config = () => {
  line('===== Device info =====');
  line('ID:         D4:12:43:9A:00:01');
  line('Type:       BENCH_BOARD');
  line(`AT Version: ${fault === 'newer' ? '1.9.0' : '1.7.0'}`);
  line('Data Transfer Baudrate: 115200');
  line('');
  line('===== Sensors ======');
  line('Name: Accelerometer, Max sample length: 300s, Frequencies: [62.50Hz, 100.00Hz]');
  line('===== Inference =====');
  line('Sensor:     2');
  if (fault === 'prompt-inside') {
    write('> ');
    line('this is no prompt');
  }
  line('Model type: classification');
};

const scores = (isSnake) =>
  isSnake ? { idle: 0.101562, snake: 0.898438 } : { idle: 0.996094, snake: 0.003906 };
const result = (isSnake) => {
  const values = Object.entries(scores(isSnake));
  if (dialect === 'A') {
    line('Predictions (DSP: 18.000000 ms., Classification: 3 ms., Anomaly: 0ms.): ');
    line('#Classification results:');
    for (const [label, value] of values) line(`    ${label}: ${value.toFixed(6)}`);
    line('Anomaly prediction: 0.041957');
    return;
  }
  line(
    dialect === 'zero'
      ? 'Timing: DSP 20 ms, inference 0 ms, anomaly 0 ms'
      : 'Timing: DSP 20.125 ms, inference 9.250 ms, anomaly 0.000 ms',
  );
  line('Predictions:');
  for (const [label, value] of values) line(`  ${label}: ${value.toFixed(6)}`);
};

const finish = (code) => {
  line(`RESULT ${code}`);
  line('END OUTPUT');
  transfer = undefined;
};

const takePiece = () => {
  const { text, wanted } = transfer;
  transfer.text = '';
  clearTimeout(transfer.timer);
  const bytes = Buffer.from(text.replaceAll('=', ''), 'base64');
  transfer.floats.push(
    ...Array.from({ length: bytes.length >> 2 }, (_, at) => bytes.readFloatLE(4 * at)),
  );
  const count = transfer.floats.length;
  if (fault === 'mute-chunk' && count > 16) return;
  line(`OK ${fault === 'miscount' ? count - 1 : count} `);
  if (count < wanted) {
    awaitPiece();
    return;
  }
  line(`TRANSFER COMPLETED ${count}`);
  if (features && wanted !== features) {
    line('ERROR: The size of the input buffer is not correct.');
    line(`Expected ${features} items, but got ${wanted}`);
    finish(7);
    prompt();
    return;
  }
  if (fault === 'nan')
    line('Timing: DSP 1 ms, inference 2 ms, anomaly 0 ms\r\nPredictions:\r\n  idle: nan');
  else if (fault !== 'failed' && fault !== 'no-result') result(transfer.floats[0] > 0.5);
  finish(fault === 'failed' ? -5 : 0);
  prompt();
};

const awaitPiece = () => {
  transfer.timer = setTimeout(
    () => {
      line('TIMEOUT');
      line('END OUTPUT');
      transfer = undefined;
    },
    fault === 'impatient' ? 0 : 3000,
  );
  if (fault === 'impatient') transfer.deaf = true;
};

const stopRunning = () => {
  clearInterval(running);
  running = undefined;
  line('Inferencing stopped by user');
  prompt();
};

const obey = (command) => {
  if (command === 'AT+CONFIG?') {
    config();
    return prompt();
  }
  const [, length] = /^AT\+RUNIMPULSESTATIC=n,(\d+)$/u.exec(command) ?? [];
  if (length) {
    line(`OK CHUNK=${chunk}`);
    transfer = { text: '', wanted: Number(length), floats: [] };
    return awaitPiece();
  }
  if (command === 'AT+RUNIMPULSE') {
    line(
      'Inferencing settings:\r\n\tInterval: 16.00 ms.\r\n\tFrame size: 375\r\n\tNo. of classes: 2',
    );
    line("Starting inferencing, press 'b' to break");
    let turn = 0;
    running = setInterval(() => {
      line('Sampling...');
      result((turn += 1) % 2 === 0);
    }, 60);
    return undefined;
  }
  line(
    command.startsWith('AT+')
      ? `Command not found! (${command})`
      : `Not a valid AT command (${command})`,
  );
  return prompt();
};

function take(character) {
  if (running) return character === 'b' ? stopRunning() : undefined;
  if (transfer) {
    if (transfer.deaf) return undefined;
    transfer.text += character;
    return transfer.text.length === chunk ? takePiece() : undefined;
  }
  if (character === '\n') return undefined;
  write(character === '\r' ? '\r\n' : character);
  if (character !== '\r') typed += character;
  else {
    const command = typed;
    typed = '';
    obey(command);
  }
  return undefined;
}
