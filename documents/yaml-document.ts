import { readFile, stat } from 'node:fs/promises';
import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import { firstComplaint } from './schema-errors.ts';
import { PilotError, type Place } from './pilot-error.ts';
import { type SchemaName, validatorOf } from './schemas.ts';

/** Larger than any honest suite; a bound on what a hostile file can cost. */
const largestBytes = 1024 * 1024;
const mostAliases = 50;

/** A document read from a file, which can say where each of its keys stands. */
export interface Located<T> {
  readonly file: string;
  readonly text: string;
  readonly value: T;
  /** Place of the value at a path of keys; `offset` counts characters into a plain string. */
  at(path: readonly (string | number)[], offset?: number): Place;
  /** Place of the key itself. */
  atKey(path: readonly (string | number)[]): Place;
}

/** Reads a file's text. Throws FILE_MISSING, FILE_UNREADABLE or FILE_TOO_LARGE. */
export const readText = async (file: string, from?: Place): Promise<string> => {
  try {
    const { size } = await stat(file);
    if (size > largestBytes) {
      throw new PilotError({
        code: 'FILE_TOO_LARGE',
        message: `${file} has ${size} bytes; a document has at most ${largestBytes}`,
        hint: 'Split it, or check that this is the file you meant.',
        where: from ?? { file },
      });
    }
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof PilotError) throw cause;
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new PilotError({
      code: missing ? 'FILE_MISSING' : 'FILE_UNREADABLE',
      message: `${file} ${missing ? 'does not exist' : `cannot be read: ${(cause as Error).message}`}`,
      hint: missing
        ? 'Check the path; it is relative to the file that names it.'
        : 'Name a file that can be read.',
      where: from ?? { file },
      cause,
    });
  }
};

const placeAt = (file: string, counter: LineCounter, offset: number): Place => {
  const { line, col } = counter.linePos(offset);
  return { file, line, column: col };
};

/** Parses YAML (or JSON, which is YAML). Throws YAML_SYNTAX with the place, also for alias bombs. */
export const parseYaml = (file: string, text: string): Located<unknown> => {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const [error] = document.errors;
  if (error) {
    throw new PilotError({
      code: error.code === 'DUPLICATE_KEY' ? 'DUPLICATE_KEY' : 'YAML_SYNTAX',
      message:
        error.code === 'DUPLICATE_KEY'
          ? 'This key stands here twice'
          : `Not valid YAML: ${error.message}`,
      hint:
        error.code === 'DUPLICATE_KEY'
          ? 'Rename or remove one of the two.'
          : 'Mend the syntax at this place.',
      where: placeAt(file, counter, error.pos[0]),
    });
  }
  const pairAt = (path: readonly (string | number)[]): Pair | undefined => {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const key = path.at(-1);
    if (!isMap(parent)) return undefined;
    return parent.items.find(
      (item) => isScalar(item.key) && String(item.key.value) === String(key),
    );
  };
  const offsetOf = (node: unknown): number | undefined => (node as Node | undefined)?.range?.[0];
  const at = (path: readonly (string | number)[], offset = 0): Place => {
    if (path.length === 0) return placeAt(file, counter, offsetOf(document.contents) ?? 0);
    const node = document.getIn(path, true);
    const start = offsetOf(node) ?? offsetOf(pairAt(path)?.key);
    if (start === undefined) return at(path.slice(0, -1));
    const quoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
    return placeAt(file, counter, start + offset + (quoted && offset > 0 ? 1 : 0));
  };
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    const atKey = (path: readonly (string | number)[]): Place => {
      const start = offsetOf(pairAt(path)?.key);
      return start === undefined ? at(path) : placeAt(file, counter, start);
    };
    return { file, text, value, at, atKey };
  } catch (cause) {
    throw new PilotError({
      code: 'YAML_SYNTAX',
      message: `Not usable YAML: ${(cause as Error).message}`,
      hint: 'Write the repeated parts out; aliases are limited so that no file can swell without bound.',
      where: { file, line: 1, column: 1 },
      cause,
    });
  }
};

/** Checks a parsed document against its schema. Throws SCHEMA with place, key and nearest key. */
export const validated = <T>(document: Located<unknown>, schema: SchemaName): Located<T> => {
  const validate = validatorOf(schema);
  if (validate(document.value)) return document as Located<T>;
  const complaint = firstComplaint(validate.errors ?? []);
  throw new PilotError({
    code: 'SCHEMA',
    message: complaint.message,
    hint: complaint.hint,
    where: complaint.atKey ? document.atKey(complaint.path) : document.at(complaint.path),
  });
};

/** Reads, parses and validates one of Pilotlight's documents. */
export const loadDocument = async <T>(
  file: string,
  schema: SchemaName,
  from?: Place,
): Promise<Located<T>> => validated<T>(parseYaml(file, await readText(file, from)), schema);
