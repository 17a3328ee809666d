import { tokenize, type Span, type Token } from './tokens.ts';

/** Ends the parse with an error that points at a stretch of the text. */
export type Fail = (code: string, message: string, hint: string, span: Span) => never;

/** The words of a criterion in their places, not yet understood. */
export interface Written {
  readonly head: Token;
  /** What stands in brackets after the head. */
  readonly inside: Token | undefined;
  /** What stands in brackets within those. */
  readonly innermost: Token | undefined;
  readonly op: Token;
  readonly number: Token;
  /** Undefined for a bare number, such as 0.9. */
  readonly unit: Token | undefined;
}

const kinds: Readonly<Record<Token['kind'], string>> = {
  name: 'a name',
  open: '"("',
  close: '")"',
  op: 'one of <=, <, >=, >',
  number: 'a number',
  unknown: 'a word',
};

const EXAMPLE = 'Write for example "p95(latency) <= 60 ms" or "accuracy >= 85 %".';

/** Puts the words of `name [ "(" name [ "(" name ")" ] ")" ] op number [ unit ]` in their places. */
export const readGrammar = (text: string, fail: Fail): Written => {
  const tokens = tokenize(text);
  let position = 0;
  const take = (kind: Token['kind']): Token => {
    const token = tokens[position];
    if (token?.kind !== kind) {
      const found = token ? `"${token.text}"` : 'the end';
      const place = token ?? { offset: text.length, length: 0 };
      fail('CRITERION_SYNTAX', `${found} stands where ${kinds[kind]} must`, EXAMPLE, place);
    }
    position += 1;
    return token;
  };
  const bracketed = (depth: number): Token[] => {
    if (depth === 0 || tokens[position]?.kind !== 'open') return [];
    position += 1;
    const names = [take('name'), ...bracketed(depth - 1)];
    take('close');
    return names;
  };
  const head = take('name');
  const [inside, innermost] = bracketed(2);
  const op = take('op');
  const number = take('number');
  const unit = position < tokens.length ? take('name') : undefined;
  const rest = tokens[position];
  if (rest) fail('CRITERION_SYNTAX', `"${rest.text}" follows after the unit`, EXAMPLE, rest);
  return { head, inside, innermost, op, number, unit };
};
