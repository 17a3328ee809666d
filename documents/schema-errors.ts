import type { ErrorObject } from 'ajv';
import { nearest } from './nearest.ts';

/** What is wrong with a document and where, as a path of keys. */
export interface Complaint {
  readonly path: readonly string[];
  readonly message: string;
  readonly hint: string;
  /** Whether the place meant is the key itself and not its value. */
  readonly atKey: boolean;
}

const unescape = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

const pathOf = (pointer: string): string[] =>
  pointer === '' ? [] : pointer.slice(1).split('/').map(unescape);

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** Alternatives of a failed oneOf whose errors are about the shape the writer did not mean. */
const isOtherShape = (error: ErrorObject, choice: ErrorObject): boolean => {
  const branch = (schemaPath: string): string =>
    schemaPath.slice(choice.schemaPath.length + 1).split('/')[0] ?? '';
  return error.schemaPath.startsWith(`${choice.schemaPath}/`) && branch(error.schemaPath) !== '';
};

interface Alternative {
  readonly type?: string;
  readonly properties?: Record<string, unknown>;
}

const fit = (alternative: Alternative, data: unknown): number => {
  if (typeof data === 'string') return alternative.type === 'string' ? 1 : -1;
  if (typeof data !== 'object' || data === null || alternative.type !== 'object') return -1;
  const properties = Object.keys(alternative.properties ?? {});
  return Object.keys(data).reduce((score, key) => {
    if (properties.includes(key)) return score + 2;
    return nearest(key, properties) === undefined ? score : score + 1;
  }, 0);
};

/** Keeps, of a failed oneOf, only the errors of the alternative that fits the data best. */
const narrow = (errors: readonly ErrorObject[]): readonly ErrorObject[] => {
  let kept = [...errors];
  for (const choice of errors) {
    if (choice.keyword !== 'oneOf' || !Array.isArray(choice.schema)) continue;
    const scores = choice.schema.map((alternative: Alternative) => fit(alternative, choice.data));
    const best = Math.max(...scores);
    if (best < 0) {
      kept = kept.filter((error) => error === choice || !isOtherShape(error, choice));
      continue;
    }
    const branch = `${choice.schemaPath}/${scores.indexOf(best)}/`;
    const chosen = kept.filter((error) => error.schemaPath.startsWith(branch));
    if (chosen.length === 0) continue;
    kept = kept.filter(
      (error) => error !== choice && (!isOtherShape(error, choice) || chosen.includes(error)),
    );
  }
  return kept;
};

const named = (path: readonly string[]): string =>
  path.length === 0 ? 'the document' : `"${path.join('.')}"`;

const complaintOf = (error: ErrorObject): Complaint => {
  const path = pathOf(error.instancePath);
  const plain = (message: string, hint: string): Complaint => ({
    path,
    message,
    hint,
    atKey: false,
  });
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params['additionalProperty']);
      const known = Object.keys(error.parentSchema?.['properties'] ?? {});
      const meant = nearest(key, known);
      return {
        path: [...path, key],
        message: `${named([...path, key])} is not a key that is known here`,
        hint: meant ? `Did you mean "${meant}"?` : `Known keys: ${known.join(', ')}.`,
        atKey: true,
      };
    }
    case 'required': {
      const key = String(error.params['missingProperty']);
      const property = error.parentSchema?.['properties']?.[key]?.description;
      return plain(
        `${named(path)} lacks "${key}"`,
        `Add "${key}"${property ? `: ${property}` : '.'}`,
      );
    }
    case 'enum': {
      const allowed = (error.params['allowedValues'] as unknown[]).map(String);
      const meant = nearest(String(error.data), allowed);
      return plain(
        `${named(path)} is ${shown(error.data)}`,
        meant ? `Did you mean "${meant}"?` : `Use one of: ${allowed.join(', ')}.`,
      );
    }
    case 'minProperties':
      return plain(`${named(path)} is empty`, 'Name at least one.');
    case 'oneOf':
      return plain(
        `${named(path)} has a shape that is not known here: ${shown(error.data)}`,
        'See the schema of this document for the shapes it may take.',
      );
    default:
      return plain(
        `${named(path)} ${error.message ?? 'is not valid'}, but is ${shown(error.data)}`,
        error.parentSchema?.['description'] ?? 'See the schema of this document.',
      );
  }
};

/** The complaint a reader should mend first: of the intended shape, and the deepest. */
export const firstComplaint = (errors: readonly ErrorObject[]): Complaint => {
  const weight = (error: ErrorObject): number =>
    error.instancePath.split('/').length * 10 +
    (error.keyword === 'additionalProperties' ? 5 : 0) -
    (['oneOf', 'if', 'anyOf'].includes(error.keyword) ? 8 : 0);
  const [first] = narrow(errors).toSorted((a, b) => weight(b) - weight(a));
  if (!first) throw new Error('A document failed validation without an error');
  return complaintOf(first);
};
