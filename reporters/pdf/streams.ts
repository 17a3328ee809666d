import { inflateSync } from 'node:zlib';
import { zlibSync } from 'fflate';

/** Whether what stands between `obj` and `endobj` is a stream. */
export const isStream = (body: string): boolean => body.endsWith('endstream');

const start = /\s*stream\r?\n/u;

/** Dictionary of an object; the whole body where it is no stream. */
export const dictionaryOf = (body: string): string =>
  isStream(body) ? body.slice(0, start.exec(body)?.index) : body;

const dataOf = (body: string): Buffer => {
  const [opening = ''] = start.exec(body) ?? [];
  const dictionary = dictionaryOf(body);
  const length = Number(/\/Length (\d+)/u.exec(dictionary)?.[1] ?? 0);
  const from = dictionary.length + opening.length;
  return Buffer.from(body.slice(from, from + length), 'latin1');
};

const isDeflated = (dictionary: string): boolean =>
  /\/Filter (?:\[\s*)?\/FlateDecode\s*(?:\]|\/|>>|\n)/u.test(dictionary) &&
  !dictionary.includes('/DecodeParms');

/** Content of a stream, a character a byte; empty where the object is none. */
export const contentOf = (body: string): string => {
  if (!isStream(body)) return '';
  const data = dataOf(body);
  return (isDeflated(dictionaryOf(body)) ? inflateSync(data) : data).toString('latin1');
};

/**
 * A stream of `content` with further `entries` in its dictionary. Deflated in JavaScript: the zlib
 * of Node and that of a browser give other bytes on other versions and processors.
 */
export const streamOf = (entries: string, content: string): string => {
  const data = Buffer.from(zlibSync(Buffer.from(content, 'latin1'), { level: 9 })).toString(
    'latin1',
  );
  const dictionary = `<<${entries === '' ? '' : `${entries} `}/Filter /FlateDecode /Length ${data.length}>>`;
  return `${dictionary} stream\n${data}\nendstream`;
};

/** A deflated stream with its content changed and deflated anew; anything else as it is. */
export const withContent = (body: string, change: (content: string) => string): string => {
  const dictionary = dictionaryOf(body);
  if (!isStream(body) || !isDeflated(dictionary)) return body;
  const entries = dictionary
    .trim()
    .replace(/^<<|>>$/gu, '')
    .replace(/\s*\/Filter (?:\[\s*\/FlateDecode\s*\]|\/FlateDecode)|\s*\/Length \d+/gu, '')
    .trim();
  return streamOf(entries, change(contentOf(body)));
};
