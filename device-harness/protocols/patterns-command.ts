import { PilotError, type Place } from '../../documents/pilot-error.ts';
import type { Patterns } from '../../schemas/types/patterns.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';
import { fault } from '../fault.ts';

/** What a command may stand for. */
export interface Filling {
  readonly stimulus?: Pick<Stimulus, 'sample' | 'x'>;
  readonly ms?: number;
}

/** Writes a command down. Throws STIMULUS where what it stands for cannot be written in a line. */
export type Command = (filling: Filling) => string;

type Input = NonNullable<Patterns['input']>;
type Fill = (filling: Filling, input: Input | undefined) => string;

const numbers: Readonly<Record<Input, (bytes: DataView) => number[]>> = {
  int8: (view) => Array.from({ length: view.byteLength }, (_, at) => view.getInt8(at)),
  uint8: (view) => Array.from({ length: view.byteLength }, (_, at) => view.getUint8(at)),
  int16: (view) =>
    Array.from({ length: view.byteLength >> 1 }, (_, at) => view.getInt16(2 * at, true)),
  float32: (view) =>
    Array.from({ length: view.byteLength >> 2 }, (_, at) => view.getFloat32(4 * at, true)),
};

const bytesOf = ({ stimulus }: Filling): Buffer => Buffer.from(stimulus?.x ?? '', 'base64');

const values: Fill = (filling, input = 'uint8') => {
  const bytes = bytesOf(filling);
  return numbers[input](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)).join(',');
};

/** What each name in braces stands for, by the verb that may use it. */
const fills: Readonly<Record<'infer' | 'sleep', Readonly<Record<string, Fill>>>> = {
  infer: {
    sample: ({ stimulus }) => stimulus?.sample ?? '',
    x: ({ stimulus }) => stimulus?.x ?? '',
    hex: (filling) => bytesOf(filling).toString('hex'),
    bytes: (filling) => String(bytesOf(filling).length),
    values,
  },
  sleep: { ms: ({ ms }) => String(ms ?? 0) },
};

const token = /\{\{|\}\}|\{([^{}]*)\}|[{}]/gu;

/**
 * Reads the `send` of a verb. Throws PATTERNS_INVALID for a name in braces that stands for nothing
 * there, or a brace alone.
 */
export const compileCommand = (
  text: string,
  verb: 'identify' | 'infer' | 'reset' | 'sleep',
  { input, 'command-limit': limit_B = 2048 }: Pick<Patterns, 'input' | 'command-limit'>,
  where: () => Place,
): Command => {
  const known = verb === 'infer' || verb === 'sleep' ? fills[verb] : {};
  const wrong = (message: string): never => {
    const names = Object.keys(known).map((name) => `{${name}}`);
    throw new PilotError({
      code: 'PATTERNS_INVALID',
      message,
      hint:
        names.length > 0
          ? `It may hold ${names.join(', ')}; {{ and }} are braces.`
          : 'Write {{ and }} for braces.',
      where: where(),
    });
  };
  for (const [found, name] of text.matchAll(token)) {
    if (found === '{' || found === '}') wrong(`"${text}" has a brace that belongs to nothing`);
    if (name !== undefined && !Object.hasOwn(known, name))
      wrong(`{${name}} stands for nothing in the command of ${verb}`);
    if (name === 'values' && input === undefined)
      wrong('{values} needs to know what the bytes are: name `input` in the file');
  }
  return (filling) => {
    const written = text.replaceAll(token, (found: string, name: string | undefined) => {
      if (name === undefined) return found === '{{' ? '{' : '}';
      return known[name]!(filling, input);
    });
    // A line end or a control character within it would be a second command.
    if (Array.from(written).some((character) => character < ' ' || character === '\u007f')) {
      throw fault('STIMULUS', `the command of ${verb} would hold a control character`);
    }
    const size = Buffer.byteLength(written);
    if (size > limit_B)
      throw fault(
        'STIMULUS',
        `a command of ${size} B exceeds the ${limit_B} B of the patterns file`,
      );
    return written;
  };
};
