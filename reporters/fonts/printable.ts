import { spelledOut } from '../inert.ts';
import { coveredCodePoints } from './embedded.ts';

/** The text as the embedded fonts can show it; what they cannot is spelled out and joins `seen`. */
export const printable = (text: string, seen?: Set<string>): string => {
  const covered = coveredCodePoints();
  return spelledOut(text, (character) => covered.has(character.codePointAt(0) ?? 0), seen);
};
