import { invalid } from './address-parts.ts';

/**
 * The words of a command line: blanks part them, quotes of either kind hold them together, a
 * backslash takes the next character as it is (not within single quotes). Nothing else has a
 * meaning; no shell reads them. Throws ADDRESS_INVALID.
 */
export const wordsIn = (text: string, address: string): string[] => {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '\\' && quote !== "'") {
      at += 1;
      if (at === text.length) throw invalid(address, 'it ends in a backslash', 'Leave it out.');
      word = (word ?? '') + text[at]!;
    } else if (character === quote) quote = undefined;
    else if (quote === undefined && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (quote === undefined && /\s/u.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (quote !== undefined) throw invalid(address, `a ${quote} is not closed`, 'Close the quote.');
  if (word !== undefined) words.push(word);
  if (words[0] === undefined || words[0] === '') {
    throw invalid(address, 'it names no program', 'Such as process:ssh gateway dut.');
  }
  return words;
};
