import { join } from 'node:path';
import { createLink } from '../../dist/device-harness/link.js';
import { interpret } from '../../dist/device-harness/protocols/json-lines-messages.js';
import { serial } from '../../dist/device-harness/transports/serial.js';
import { validatorOf } from '../../dist/documents/schemas.js';
import { openJournal } from '../../dist/evidence/journal.js';
import { openLineLog } from '../../dist/evidence/line-log.js';

/**
 * Lines a second through transport, link and protocol into valid telemetry events, each whole in
 * the journal, with the transcript beside it: what is left of `pilot gather` without scenarios.
 */
export const journaled = async (folder, path, round, lines) => {
  const transport = await serial.open({ path }, new AbortController().signal);
  const journal = openJournal(join(folder, `journal-${round}.ndjson`));
  const transcript = openLineLog(join(folder, `transcript-${round}.ndjson`));
  const link = createLink(transport, {
    onTranscript: ({ direction, time_us, bytes }) =>
      transcript.append({ direction, time_us, base64: Buffer.from(bytes).toString('base64') }),
  });
  const validate = validatorOf('telemetry');
  const deadline_us = link.now_us() + 60e6;
  await link.send('{"cmd":"id"}', deadline_us);
  await link.line(deadline_us);
  link.begin(Infinity);
  const began_us = link.now_us();
  let began_ms = 0;
  for (let seq = 0; seq < lines; seq += 1) {
    const { text, time_us } = await link.line(deadline_us);
    began_ms ||= performance.now();
    const { sample, label, ticks, start, scores } = interpret(text);
    if (sample !== `s${seq}`) throw new Error(`the line ${seq} was lost`);
    const data = {
      v: 1,
      device: 'bench',
      session: 'steady-0',
      seq,
      time_us: Math.max(0, time_us - began_us),
      kind: 'inference',
      sample,
      latency_us: ticks,
      start,
      label,
      scores,
    };
    if (!validate(data)) throw new Error(`the line ${seq} is no event: ${text}`);
    journal.write({ kind: 'event', device: 'bench', data });
  }
  const rate = (lines * 1000) / (performance.now() - began_ms);
  await transport[Symbol.asyncDispose]();
  journal[Symbol.dispose]();
  transcript[Symbol.dispose]();
  return rate;
};
