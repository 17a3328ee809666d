import Handlebars from 'handlebars';

/** A line and column as the template engine counts them: lines from 1, columns from 0. */
export interface Spot {
  readonly line: number;
  readonly column?: number | undefined;
}

export const spotOf = ({ loc }: hbs.AST.Node): Spot => ({
  line: loc.start.line,
  column: loc.start.column,
});

const isNode = (value: unknown): value is hbs.AST.Node =>
  typeof value === 'object' && value !== null && 'type' in value;

/** A node and everything below it. */
export const nodesOf = (node: hbs.AST.Node): hbs.AST.Node[] => [
  node,
  ...Object.values(node).flat().filter(isNode).flatMap(nodesOf),
];

/** Where a template includes another one; dynamic names are not known before it is filled. */
export const partialsOf = (text: string): { readonly name: string; readonly spot: Spot }[] =>
  nodesOf(Handlebars.parse(text))
    .filter(({ type }) => type === 'PartialStatement' || type === 'PartialBlockStatement')
    .map((node) => ({ call: node as hbs.AST.PartialStatement, spot: spotOf(node) }))
    .filter(({ call }) => call.name.type !== 'SubExpression')
    .map(({ call, spot }) => ({
      name: String((call.name as { readonly original?: string | number }).original),
      spot,
    }));

/** Where a template first asks for a field of this name. */
export const spotOfField = (text: string, field: string): Spot | undefined => {
  const asks = (node: hbs.AST.Node): boolean =>
    node.type === 'PathExpression' && (node as hbs.AST.PathExpression).parts.includes(field);
  const found = nodesOf(Handlebars.parse(text)).find(asks);
  return found && spotOf(found);
};
