import { spelledOut } from '../inert.ts';

const entity = (character: string): string => `&#${character.codePointAt(0) ?? 0};`;

/** Means something to Markdown, to HTML within it or to a wiki's own templates, wherever it stands. */
const special = /[\\`*_[\]{}<>|~#$&]/gu;
/** Begins a list, a rule or the underline of a heading where a line starts with it. */
const leading = /^(?:[-+=]|\d{1,9}[.)](?=\s|$))/u;

/** Zero width, as forges link what they find in the finished text, when entities are gone again. */
const gap = '&#8203;';
/** Of `@user`, `#123`, `!123` and their like the sign, before whatever it would refer to. */
const reference = /(?:(?<=[@!%^~]|&#35;|&#36;|&#126;|&amp;|[Gg][Hh]-)(?=[\p{L}\p{N}_"&]))/gu;
/** Between the parts of an address: `https:`//, `www`.name. */
const address = /(?<=:)(?=\/\/)|(?<=\bwww)(?=\.)|(?<=\b(?:mailto|xmpp))(?=:)/giu;
/** `:tada:` and `:100:` are pictures to a forge. */
const picture = /(?<=:)(?=[a-z0-9_+-][\w+-]*:)/giu;

/**
 * Text from outside as Markdown that shows it and does nothing else, in a paragraph, a list or a
 * cell alike: entities rather than backslashes, which a table or a code span would keep.
 */
export const escapeMarkdown = (text: string): string =>
  spelledOut(text, () => true)
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(special, (character) =>
      character === '&'
        ? '&amp;'
        : character === '<'
          ? '&lt;'
          : character === '>'
            ? '&gt;'
            : entity(character),
    )
    .replace(leading, (start) => start.slice(0, -1) + entity(start.slice(-1)))
    .replace(reference, gap)
    .replace(address, gap)
    .replace(picture, gap);
