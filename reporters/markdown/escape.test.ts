import { expect, test } from 'vitest';
import { escapeMarkdown } from './escape.ts';

/** What a reader sees: entities decoded, the gaps of no width gone. */
const seen = (markdown: string): string =>
  markdown
    .replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('\u200b', '');

test.each([
  'a | b',
  '`code` and ```',
  '[text](http://evil.example) ![x](y)',
  '<img src=x onerror=alert(1)> &lt; &#60;',
  '# head',
  '> quote',
  '- item',
  '+ item',
  '1. item',
  '12) item',
  '=====',
  '---|---',
  '*bold* _it_ ~~gone~~ $x$ \\',
  '@octocat, @org/team and a@b.example',
  '#123, owner/repo#123, GH-123, !45, %6, ~label',
  'https://evil.example, www.evil.example, ftp://x, mailto:a@b.example',
  ':tada: at 12:30:15',
  ':100: and :8ball:',
  '{{page.secret}} {% include x %}',
  '≤ 60 ms, 95 %, 5 & 6',
])('%s is shown and does nothing', (text) => {
  const markdown = escapeMarkdown(text);
  expect(seen(markdown)).toBe(text);
  expect(markdown).not.toMatch(/[\\`*_[\]{}<>|~$]|&(?!#\d+;|amp;|lt;|gt;)/u);
  expect(markdown).not.toMatch(/^(?:[-+=#]|\d+[.)] )/u);
  // What forges link in the finished text: signs before names and numbers, and addresses.
  const finished = seen(markdown.replaceAll('&#8203;', '|'));
  expect(finished.replace(/\|/gu, '¦')).not.toMatch(
    /[@#!~][\p{L}\p{N}]|gh-\d|:\/\/|www\.|mailto:|:[a-z0-9]+:/iu,
  );
});

test('lines become one, and what turns or hides text is spelled out', () => {
  expect(escapeMarkdown('a\n\n# b\r\n    c')).toBe('a &#35; b c');
  expect(escapeMarkdown('x\u202Egpj')).toBe('x&#91;U+202E&#93;gpj');
  expect(escapeMarkdown('泵站 مضخة')).toBe('泵站 مضخة');
});
