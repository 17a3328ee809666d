import Handlebars from 'handlebars';
import { nearest } from '../../documents/nearest.ts';
import { explained, templateError } from './template-errors.ts';
import { nodesOf, partialsOf, spotOf } from './template-tree.ts';
import type { Template } from './templates.ts';

interface Known {
  readonly partials: readonly string[];
  readonly helpers: readonly string[];
}

type Call = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;

/** The helper a node calls: a plain name that is given something. */
const helperOf = (node: hbs.AST.Node): string | undefined => {
  if (!('path' in node && 'params' in node)) return undefined;
  const { path, params, hash } = node as Call;
  if (path.type !== 'PathExpression' || (params.length === 0 && hash === undefined)) {
    return undefined;
  }
  const { data, depth, parts, original } = path as hbs.AST.PathExpression;
  return !data && depth === 0 && parts.length === 1 ? original : undefined;
};

const hinted = (word: string, known: readonly string[], all: string): string => {
  const meant = nearest(word, known);
  return meant === undefined ? all : `Did you mean "${meant}"?`;
};

/** Refuses what can be seen without filling a template: its grammar, unknown partials and helpers. */
export const checkTemplate = (template: Template, { partials, helpers }: Known): void => {
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(template.text);
  } catch (cause) {
    throw explained(template, cause);
  }
  for (const { name, spot } of partialsOf(template.text)) {
    if (partials.includes(name) || name === '@partial-block') continue;
    throw templateError(template, `There is no template "${name}"`, spot, {
      hint: hinted(name, partials, `Templates: ${partials.join(', ')}.`),
    });
  }
  for (const node of nodesOf(program)) {
    const name = helperOf(node);
    if (name === undefined || helpers.includes(name)) continue;
    throw templateError(template, `There is no helper "${name}"`, spotOf(node), {
      hint: hinted(name, helpers, `Helpers: ${helpers.join(', ')}.`),
    });
  }
};
