import { withArtifacts } from './artifacts.ts';
import { type PdfFile, readPdf } from './objects.ts';
import { withRoles } from './roles.ts';
import { withContent } from './streams.ts';
import { foldLeaves, renumbered } from './tags.ts';
import { writePdf } from './write.ts';

/** `D:20261122141602+00'00'` of an ISO 8601 time in UTC. */
const pdfDate = (iso: string): string => {
  const digits = iso.replace(/\D/gu, '').slice(0, 14).padEnd(14, '0');
  return `D:${digits}+00'00'`;
};

const isStructure = (body: string): boolean => body.startsWith('<</Type /StructElem');
const elementId = /\/ID \((node\d+)\)/u;

/** Every structure id by the order of the objects that bear them: node00000001, node00000002 ... */
const newIds = (objects: PdfFile['objects']): Map<string, string> => {
  const ids = new Map<string, string>();
  for (const body of objects.values()) {
    const id = isStructure(body) ? elementId.exec(body)?.[1] : undefined;
    if (id !== undefined) ids.set(id, `node${String(ids.size + 1).padStart(8, '0')}`);
  }
  return ids;
};

/** A cell spans one row and one column where nothing else is said; saying so doubles the tags' size. */
const withoutDefaults = (body: string): string =>
  body.replace(/ ?<<\/O \/Table\s+\/(?:RowSpan|ColSpan) 1>>/gu, '').replace(/\n\/A \[\s*\]/u, '');

const renamed = (body: string, ids: ReadonlyMap<string, string>): string =>
  body
    .replace(elementId, (_all, id: string) => `/ID (${ids.get(id) ?? id})`)
    .replace(/\/Headers \[[^\]]*\]/gu, (headers) =>
      headers.replace(/\((node\d+)\)/gu, (_all, id: string) => `(${ids.get(id) ?? id})`),
    );

/** Object numbers of a name tree: its root and every node below. */
const nodesOf = (objects: PdfFile['objects'], root: number): number[] => {
  const kids = /\/Kids \[([^\]]*)\]/u.exec(objects.get(root) ?? '')?.[1] ?? '';
  const below = [...kids.matchAll(/(\d+) 0 R/gu)].flatMap(([, kid]) =>
    nodesOf(objects, Number(kid)),
  );
  return [root, ...below];
};

/** The tree from ids to elements, as one sorted node in place of many. */
const idTree = (objects: Map<number, string>, ids: ReadonlyMap<string, string>): void => {
  const structure = [...objects.values()].find((body) =>
    body.startsWith('<</Type /StructTreeRoot'),
  );
  const root = Number(/\/IDTree (\d+) 0 R/u.exec(structure ?? '')?.[1] ?? 0);
  if (root === 0) return;
  const nodes = nodesOf(objects, root);
  const pairs = nodes.flatMap((node) =>
    [...(objects.get(node) ?? '').matchAll(/\((node\d+)\) (\d+ 0 R)/gu)]
      // Limits repeat ids without an object; only pairs match.
      .map(([, id = '', element = '']) => `(${ids.get(id) ?? id}) ${element}`),
  );
  for (const node of nodes) objects.delete(node);
  objects.set(root, `<</Names [${pairs.toSorted().join(' ')}]>>`);
};

/** A literal string where it is ASCII, else UTF-16 (ISO 32000-1, 7.9.2.2). */
const pdfText = (text: string): string => {
  if (/^[\x20-\x7e]*$/u.test(text)) return `(${text.replace(/[\\()]/gu, '\\$&')})`;
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
};

const documentInformation = (
  body: string,
  { created, creator }: { readonly created: string; readonly creator: string },
): string =>
  body
    .replace(
      /\/(CreationDate|ModDate) \(D:[^)]*\)/gu,
      (_all, key: string) => `/${key} (${pdfDate(created)})`,
    )
    .replace(/\/Creator \([^)]*\)/u, () => `/Creator ${pdfText(creator)}`);

/** Streams as this program deflates them, those of pages with their margin boxes marked. */
const repacked = (objects: PdfFile['objects']): Map<number, string> => {
  const pages = new Set(
    [...objects.values()]
      .filter((body) => /^<<\/Type \/Page\b(?!s)/u.test(body))
      .flatMap((body) => [
        ...(/\/Contents (\[[^\]]*\]|\d+ 0 R)/u.exec(body)?.[1] ?? '').matchAll(/(\d+) 0 R/gu),
      ])
      .map(([, number]) => Number(number)),
  );
  return new Map(
    [...objects].map(([number, body]) => [
      number,
      withContent(body, pages.has(number) ? withArtifacts : (content) => content),
    ]),
  );
};

/**
 * The same report as the same bytes: dates from the run, structure ids by order (Chromium counts
 * them over everything it renders at once), a file id made of the record's digest, and streams
 * deflated here, since a browser's own zlib differs between processors.
 */
export const normalise = (
  bytes: Uint8Array,
  options: {
    /** ISO 8601, in UTC. */
    readonly created: string;
    readonly digest: string;
    /** Program that made the document. */
    readonly creator: string;
  },
): Buffer => {
  const file = readPdf(bytes);
  const ids = newIds(file.objects);
  const objects = new Map(
    [...withRoles(foldLeaves(repacked(file.objects)))].map(([number, body]) => [
      number,
      isStructure(body) ? withoutDefaults(renamed(body, ids)) : body,
    ]),
  );
  idTree(objects, ids);
  objects.set(file.info, documentInformation(objects.get(file.info) ?? '', options));
  const compact = renumbered(objects);
  return writePdf({
    objects: compact.objects,
    root: compact.numberOf(file.root),
    info: compact.numberOf(file.info),
    id: options.digest.slice(0, 32).padEnd(32, '0'),
  });
};
