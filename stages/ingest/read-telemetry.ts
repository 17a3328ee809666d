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

const needed = ['device', 'session', 'seq', 'time_us', 'kind'];

/** A header in which a column is missing or stands twice would change what every row says. */
const checkHeader = (file: string, header: readonly string[]): string[] => {
  const fault = (message: string): PilotError =>
    new PilotError({
      code: 'CSV_COLUMNS',
      message,
      hint: 'The first line names the columns by the fields of the telemetry schema (tags.NAME for tags), separated by commas.',
      where: { file, line: 1 },
    });
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) throw fault(`The column "${twice}" stands twice`);
  const missing = needed.filter((name) => !header.includes(name));
  if (missing.length > 0) throw fault(`The columns ${missing.join(', ')} are missing`);
  return [...header];
};

interface Parsed {
  readonly record: Row;
  readonly info: { readonly lines: number; readonly invalid_field_length: number };
}

async function* readCsv(file: string, schema: TelemetrySchema): AsyncGenerator<TelemetryLine> {
  const parser = createReadStream(file).pipe(
    parse({
      columns: (header: string[]) => checkHeader(file, header),
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
      relax_column_count: true,
    }),
  );
  let uneven = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const line = info.lines;
      const fits = info.invalid_field_length === uneven;
      uneven = info.invalid_field_length;
      if (fits) yield { line, value: eventOf(record, schema) };
      else yield { line, reason: 'the row has not as many fields as the header' };
    }
  } catch (cause) {
    if (cause instanceof PilotError) throw cause;
    const { message, lines } = cause as Error & { lines?: number };
    throw new PilotError({
      code: 'CSV_SYNTAX',
      message: `Not valid CSV: ${JSON.stringify(message.slice(0, 160))}`,
      hint: 'Write UTF-8 text with commas between fields; quote fields that hold one.',
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
