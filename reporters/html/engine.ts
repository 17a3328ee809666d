import Handlebars from 'handlebars';
import { PilotError } from '../../documents/pilot-error.ts';
import { checkTemplate } from './check-template.ts';
import { explained, templateError } from './template-errors.ts';
import { partialsOf, type Spot } from './template-tree.ts';
import type { Template } from './templates.ts';

/** What a template may call; what it throws is reported with the template's line. */
export type Helpers = Readonly<Record<string, (...parameters: never[]) => unknown>>;

/** Deeper than any document nests, and far from where the stack of the process ends. */
const deepest = 100;

// A value's prototype is never for templates, whoever wrote them.
const closed = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

const placed = (helper: (...parameters: never[]) => unknown) =>
  function call(this: unknown, ...parameters: unknown[]): unknown {
    const { loc } = parameters.at(-1) as { loc?: hbs.AST.SourceLocation };
    try {
      return helper(...(parameters.slice(0, -1) as never[]));
    } catch (error) {
      if (loc && error instanceof Error)
        Object.assign(error, { lineNumber: loc.start.line, column: loc.start.column });
      throw error;
    }
  };

/** Where a template includes one of those that are open already. */
const spotEndless = ({ text }: Template, open: ReadonlySet<string>): Spot | undefined =>
  partialsOf(text).find(({ name }) => open.has(name))?.spot;

/**
 * Compiles the templates into one function of the view. A fault of an own template is TEMPLATE_BROKEN
 * with its file, line and column; one of a shipped template is a defect and stays as it is.
 *
 * @param options.noEscape Where the view is escaped before, for another format than HTML.
 */
export const engineOf = (
  templates: readonly Template[],
  root: string,
  helpers: Helpers,
  options: Pick<CompileOptions, 'noEscape'> = {},
): ((view: object) => string) => {
  const handlebars = Handlebars.create();
  // Its `log` writes to standard output, where a report or the record may stand.
  handlebars.unregisterHelper('log');
  for (const [name, helper] of Object.entries(helpers)) {
    handlebars.registerHelper(name, placed(helper));
  }
  const known = {
    partials: templates.map(({ name }) => name),
    helpers: Object.keys(handlebars.helpers),
  };
  const open: Template[] = [];

  /** The innermost own template answers for what goes wrong in it or in what it includes. */
  const blamed = (cause: unknown): unknown => {
    if (cause instanceof PilotError) return cause;
    const at = open.findLastIndex(({ own }) => own);
    const template = open[at];
    if (!template) return cause;
    const inside = open[at + 1];
    if (!inside) return explained(template, cause);
    const call = partialsOf(template.text).find(({ name }) => name === inside.name);
    const said = new Error(`${inside.name}: ${(cause as Error).message}`, { cause });
    return explained(template, said, call?.spot);
  };

  const guarded = (template: Template): Handlebars.Template => {
    const fill = handlebars.compile(template.text, {
      strict: true,
      knownHelpers: { log: false },
      ...options,
    });
    return (context: unknown, options?: Handlebars.RuntimeOptions): string => {
      if (open.length >= deepest) {
        const names = new Set(open.slice(-10).map(({ name }) => name));
        const own = open.findLast((each) => each.own) ?? template;
        throw templateError(
          own,
          `${own.name} includes itself without end`,
          spotEndless(own, names),
        );
      }
      open.push(template);
      try {
        return fill(context, options);
      } catch (cause) {
        throw blamed(cause);
      } finally {
        open.pop();
      }
    };
  };

  for (const template of templates) {
    if (template.own) checkTemplate(template, known);
    handlebars.registerPartial(template.name, guarded(template));
  }
  const first = templates.find(({ name }) => name === root);
  if (!first) throw new RangeError(`there is no template named ${root}`);
  const fill = guarded(first);
  return (view) => (fill as (view: object, options: object) => string)(view, closed);
};
