// A device in this process with home-made firmware, as fixtures/patterns/bench-print.patterns.yaml
// describes it: a prompt, an echo, and results as BENCH,key=value. The sample says what goes wrong.
const result = (sample, bytes) => {
  const label = bytes > 8 ? 1 : 0;
  return `BENCH,event=inference,sample=${sample},cnn_us=${1500 + bytes},cycles=96000,pred_idx=${label},confidence_x10=782`;
};

const oddities = {
  'bad-index': (line) => line.replace(/pred_idx=\d/u, 'pred_idx=7'),
  'bad-time': (line) => line.replace(/cnn_us=\d+/u, 'cnn_us=fast'),
  'no-time': (line) => line.replace(/cnn_us=\d+,/u, ''),
  'zero-time': (line) => line.replace(/cnn_us=\d+/u, 'cnn_us=0'),
  'over-share': (line) => line.replace('confidence_x10=782', 'confidence_x10=1782'),
  twice: (line) => line.replace('cnn_us=', 'cnn_us=1,cnn_us='),
  'other-sample': (line) => line.replace('sample=other-sample', 'sample=w-9'),
  doubled: (line) => {
    const nameless = line.replace('sample=doubled,', '');
    return `${nameless}\r\n${nameless}`;
  },
  refused: () => 'ERR BUSY: still starting',
  babble: (line) => `# all is well\r\nDEBUG x=1\r\n${line}`,
  restart: () => 'BOOT cause=watchdog',
};

const obey = (command) => {
  const [verb, sample = '', x = ''] = command.split(' ');
  if (verb === 'ver') return 'FW valve-guard 2.1.0';
  if (verb === 'reboot') return 'BOOT cause=command';
  if (verb !== 'run') return `ERR UNKNOWN: ${verb}`;
  const line = result(sample, Buffer.from(x, 'base64').length);
  return oddities[sample] ? oddities[sample](line) : line;
};

export default async ({ received, send }) => {
  const say = (text) => send(Buffer.from(text));
  let text = '';
  say('> ');
  for await (const bytes of received) {
    text += Buffer.from(bytes).toString('utf8');
    const lines = text.split('\r\n');
    text = lines.pop();
    for (const line of lines) say(`${line}\r\n${obey(line)}\r\n> `);
  }
};
