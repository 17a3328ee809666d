import { fault } from '../fault.ts';
import { linkTimeOf } from '../link-time.ts';
import type { Link } from '../link.ts';
import {
  baudOf,
  labelOf,
  linkTimesOf,
  noteOf,
  scoresOf,
  timeOf,
  windowsOf,
} from './mlperf-tiny-answers.ts';
import { createDialogue } from './mlperf-tiny-dialogue.ts';
import { identify } from './mlperf-tiny-identify.ts';
import { infer, type Inferred, load, type Talk } from './mlperf-tiny-infer.ts';
import { readLine, unaskedMessage } from './mlperf-tiny-lines.ts';
import type { Heard, Identity, Message, ProtocolDefinition } from './protocol.ts';

const unknown: Identity = { firmware: '?', version: '?', model: '?', tick_hz: 1e6, labels: ['?'] };

/** The device side of MLPerf Tiny: docs/mlperf-tiny.md. */
export const mlperfTiny: ProtocolDefinition<'mlperf-tiny'> = {
  async open({ mode = 'performance', through = 'direct', piece }, device) {
    const dialogue = createDialogue(through);
    const piece_B = piece ?? (through === 'direct' ? 31 : 26);
    const baud = through === 'direct' ? baudOf(device) : undefined;
    const times = { link_us: linkTimeOf(device), baud };
    let known: Identity = unknown;
    /** No inference yet since it was identified. */
    let cold = true;

    const boot = (): Message => ({ ...known, type: 'boot', cause: 'unstated' });
    const talkOver = (over: Link, deadline_us: number): Talk => ({
      link: over,
      dialogue,
      deadline_us,
      mode,
      boot,
    });

    return {
      id: 'mlperf-tiny',
      framing: { lineEnd: '%' },
      notes: [noteOf(mode, baud)],
      interpret(line) {
        const said = readLine(line);
        if (!said) return undefined;
        if (said.kind === 'mode' || said.kind === 'init-done') return boot();
        return unaskedMessage(said);
      },
      async *identify(link, deadline_us) {
        for await (const heard of identify(link, dialogue, mode, deadline_us)) {
          if (heard.message.type === 'identity') known = heard.message;
          yield heard;
        }
        cold = true;
      },
      tell: dialogue.tell,
      async *exchange(link, text, deadline_us) {
        for await (const { line } of dialogue.speak(link, text, deadline_us)) yield line;
      },
      async *infer(link, stimulus, deadline_us) {
        const talk = talkOver(link, deadline_us);
        const answers: Inferred[] = [];
        for (const bytes of windowsOf(stimulus)) {
          yield* load(talk, bytes, piece_B);
          answers.push(yield* infer(talk, 1, 0));
        }
        const scores = scoresOf(answers);
        const message = {
          type: 'inference',
          sample: stimulus.sample,
          label: labelOf(known, scores),
          ...timeOf(answers),
          start: cold ? 'cold' : 'warm',
          scores,
          ...linkTimesOf(answers, times),
        } as const;
        cold = false;
        yield { message, line: answers.at(-1)!.line };
      },
      async *measure(link, stimulus, { iterations, warmups }, deadline_us): AsyncGenerator<Heard> {
        const talk = talkOver(link, deadline_us);
        yield* load(talk, windowsOf(stimulus)[0]!, piece_B);
        const answer = yield* infer(talk, iterations, warmups);
        cold = false;
        const { elapsed_us } = answer;
        if (elapsed_us === undefined) {
          throw fault(
            'UNSUPPORTED',
            'a window of the energy mode is timed by a pin, which is not read here',
          );
        }
        yield {
          message: {
            type: 'window',
            sample: stimulus.sample,
            inferences: iterations,
            warmups,
            elapsed_us,
            label: labelOf(known, answer.scores),
            scores: answer.scores,
            ...linkTimesOf([answer], times),
          },
          line: answer.line,
        };
      },
    };
  },
};
