import { spelledOut } from '../inert.ts';
import { coveredCodePoints } from './embedded.ts';

const letter = String.raw`[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]`;
// Words of one name, with a number that is joined to it. Nothing that could be a limit of its own.
const run = new RegExp(
  String.raw`${letter}(?:[\p{M}\p{Zs}'".,_/-]*${letter})*\p{M}*(?:[-_.]?\p{Nd}+)*`,
  'gu',
);
const someLetter = new RegExp(letter, 'u');
const leftToRight = /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{Sm}%]/u;

/** U+2067 and U+2069: what stands between has its own direction and does not turn its neighbours. */
const isolated = (text: string): string => {
  if (!someLetter.test(text)) return text;
  // Within the run ≥ would be drawn as its mirror image, so only what has none is turned whole.
  if (!leftToRight.test(text)) return `\u2067${text}\u2069`;
  return text.replace(run, (name) => `\u2067${name}\u2069`);
};

/**
 * The text as the fonts can show it; what they cannot is spelled out and joins `seen`. Runs of
 * right-to-left script are isolated, so that no name reorders the sentence around it.
 */
export const printable = (
  text: string,
  seen?: Set<string>,
  covered: ReadonlySet<number> = coveredCodePoints(),
): string =>
  isolated(spelledOut(text, (character) => covered.has(character.codePointAt(0) ?? 0), seen));
