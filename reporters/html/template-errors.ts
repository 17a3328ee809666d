import { PilotError } from '../../documents/pilot-error.ts';
import { type Spot, spotOfField } from './template-tree.ts';
import type { Template } from './templates.ts';

const shortened = (line: string): string =>
  line.length > 120 ? `${line.slice(0, 119)}…` : line.trim();

const contract =
  'Fields are those of schemas/report-model.schema.json; docs/reports.md tells more.';

/** What is wrong with a template, with its place and the line itself. */
export const templateError = (
  { file, text }: Pick<Template, 'file' | 'text'>,
  message: string,
  spot?: Spot,
  options: { readonly hint?: string; readonly cause?: unknown } = {},
): PilotError => {
  const line = spot && text.split('\n')[spot.line - 1];
  const hint = options.hint ?? contract;
  return new PilotError({
    code: 'TEMPLATE_BROKEN',
    message,
    hint: line === undefined ? hint : `It says: ${shortened(line)}\n  ${hint}`,
    where: {
      file,
      ...(spot && { line: spot.line }),
      ...(spot?.column !== undefined && { column: spot.column + 1 }),
    },
    cause: options.cause,
  });
};

/** The place an error of the engine or of a helper carries. */
const spotOf = (error: Error): Spot | undefined => {
  const { lineNumber, column } = error as { lineNumber?: number; column?: number };
  if (lineNumber !== undefined) return { line: lineNumber, column };
  const [, line] = /^Parse error on line (\d+)/u.exec(error.message) ?? [];
  return line === undefined ? undefined : { line: Number(line) };
};

/** The field that was asked for and is not there, in the words of the engine or of the language. */
const missingField = (message: string): string | undefined =>
  [
    /^"(.+)" not defined in /u,
    /^Cannot use 'in' operator to search for '(.+)' in /u,
    /^Cannot read properties of (?:undefined|null) \(reading '(.+)'\)/u,
  ]
    .map((words) => words.exec(message)?.[1])
    .find((field) => field !== undefined);

const sentenceOf = (message: string): string => {
  const [first = ''] = message.split('\n', 1);
  if (first.startsWith('Parse error')) {
    const [, expected = first] = /\n(Expecting .*)$/su.exec(message) ?? [];
    return `This is no Handlebars: ${expected.replace(/\s+/gu, ' ')}`;
  }
  return `The template cannot be filled: ${first.replace(/ - \d+:\d+$/u, '')}`;
};

/** An error of the template engine as one a template's author can act on. */
export const explained = (template: Template, cause: unknown, fallback?: Spot): PilotError => {
  const { message } = cause as Error;
  const field = missingField(message);
  if (field === undefined)
    return templateError(template, sentenceOf(message), spotOf(cause as Error) ?? fallback, {
      cause,
    });
  const spot = spotOf(cause as Error) ?? spotOfField(template.text, field);
  return templateError(template, `There is no field "${field}" here`, spot, { cause });
};
