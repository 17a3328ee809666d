// A device in this process: answers json-lines, always with "normal".
const identity = {
  protocol: 1,
  firmware: 'memory-device',
  version: '1.0.0',
  model: 'constant',
  tick_hz: 1000,
  labels: ['normal', 'cavitation'],
};

const answers = {
  id: () => ({ type: 'identity', ...identity }),
  reset: () => ({ type: 'boot', ...identity, cause: 'command' }),
  sleep: ({ ms }) => ({ type: 'wake', slept_ms: ms }),
  infer: ({ sample }) => ({ type: 'inference', sample, label: 'normal', ticks: 27, start: 'warm' }),
};

export default async ({ received, send }) => {
  let text = '';
  for await (const bytes of received) {
    text += Buffer.from(bytes).toString('utf8');
    const lines = text.split('\n');
    text = lines.pop();
    for (const line of lines) {
      const command = JSON.parse(line);
      send(Buffer.from(`${JSON.stringify(answers[command.cmd](command))}\n`));
    }
  }
};
