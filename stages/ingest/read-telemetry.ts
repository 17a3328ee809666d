import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { type JsonLine, readJsonLines } from '../../documents/json-lines.ts';
import { PilotError } from '../../documents/pilot-error.ts';
import type { TelemetrySchema } from '../freeze/telemetry-schema.ts';

/** An event as it stands in a file, with its line. */
export type TelemetryLine = Pick<JsonLine, 'line' | 'value' | 'reason'>;

type Row = Record<string, string>;

const typesOf = (schema: TelemetrySchema, field: string): readonly string[] => {
  const { type } = schema.fields[field] ?? {};
  return type === undefined ? [] : typeof type === 'string' ? [type] : type;
};

/** A cell as the schema types its column; one that does not fit stays text and is rejected there. */
const cell = (text: string, types: readonly string[]): unknown => {
  if (types.includes('integer') || types.includes('number')) {
    const value = Number(text);
    return text.trim() !== '' && Number.isFinite(value) ? value : text;
  }
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.includes('array')) return text.split(/[;\s]+/u).map(Number);
  return text;
};

/** A row as an event: empty cells are absent, `tags.x` columns become tags, `v` defaults to 1. */
const eventOf = (row: Row, schema: TelemetrySchema): Record<string, unknown> => {
  const event: Record<string, unknown> = { v: 1 };
  const tags: Record<string, string> = {};
  for (const [column, text] of Object.entries(row)) {
    if (text === '') continue;
    if (column.startsWith('tags.')) tags[column.slice('tags.'.length)] = text;
    else event[column] = column === 'v' ? Number(text) : cell(text, typesOf(schema, column));
  }
  return Object.keys(tags).length > 0 ? { ...event, tags } : event;
};

async function* readCsv(file: string, schema: TelemetrySchema): AsyncGenerator<TelemetryLine> {
  const parser = createReadStream(file).pipe(
    parse({
      columns: true,
      bom: true,
      skip_empty_lines: true,
      info: true,
      relax_column_count: true,
    }),
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: Row;
      info: { lines: number };
    }>) {
      yield { line: info.lines, value: eventOf(record, schema) };
    }
  } catch (cause) {
    const { message, lines } = cause as Error & { lines?: number };
    throw new PilotError({
      code: 'CSV_SYNTAX',
      message: `Not valid CSV: ${message}`,
      hint: 'The first line names the columns by the fields of the telemetry schema (tags.NAME for tags).',
      where: { file, ...(lines !== undefined && { line: lines }) },
      cause,
    });
  }
}

/** Streams the telemetry events of an .ndjson or .csv file. */
export const readTelemetry = (
  file: string,
  schema: TelemetrySchema,
): AsyncIterable<TelemetryLine> =>
  /\.csv$/iu.test(file) ? readCsv(file, schema) : readJsonLines(file);
