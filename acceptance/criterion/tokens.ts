/** A stretch of the criterion's text, for the error that points at it. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

export interface Token extends Span {
  readonly kind: 'name' | 'open' | 'close' | 'op' | 'number' | 'unknown';
  readonly text: string;
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['op', /(?:<=|>=|<|>)/uy],
  ['open', /\(/uy],
  ['close', /\)/uy],
  ['number', /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iuy],
  ['name', /(?:\/\p{L}+|[\p{L}%µ][\p{L}\p{N}_.%µ-]*)/uy],
];

/** Cuts the text into tokens; what is none of them becomes one `unknown` token a character. */
export const tokenize = (text: string): Token[] => {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < text.length) {
    if (/\s/u.test(text[offset]!)) {
      offset += 1;
      continue;
    }
    let token: Token | undefined;
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = offset;
      const match = pattern.exec(text);
      if (match) {
        token = { kind, text: match[0], offset, length: match[0].length };
        break;
      }
    }
    token ??= { kind: 'unknown', text: text[offset]!, offset, length: 1 };
    tokens.push(token);
    offset += token.length;
  }
  return tokens;
};
