import { templateError } from './template-errors.ts';
import type { Template } from './templates.ts';

/** In the order they override each other. */
const sheets = [
  'theme',
  'document',
  'page-one',
  'tables',
  'charts',
  'business',
  'screen',
  'narrow',
  'print',
];

/** A style sheet that would end the element it stands in is refused. */
const inert = (template: Template): string => {
  const { text, own } = template;
  const at = own ? text.search(/<\/style/iu) : -1;
  if (at === -1) return text;
  const line = text.slice(0, at).split('\n').length;
  const column = at - (text.lastIndexOf('\n', at) + 1);
  throw templateError(
    template,
    'A style sheet cannot hold "</style"',
    { line, column },
    { hint: 'Write it as "<\\/style" where it is part of a text.' },
  );
};

/** The style sheets of the document in one. */
export const styleSheet = (templates: ReadonlyMap<string, Template>): string =>
  sheets
    .map((sheet) => templates.get(`styles/${sheet}`))
    .map((template) => (template ? inert(template) : ''))
    .join('');
