import { type PdfFile, readPdf, writePdf } from './objects.ts';
import { foldLeaves, renumbered } from './tags.ts';

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

/**
 * The same report as the same bytes: dates from the run, structure ids by order (Chromium counts
 * them over everything it renders at once), and a file id made of the record's digest.
 */
export const normalise = (
  bytes: Uint8Array,
  options: { readonly created: string; readonly digest: string },
): Buffer => {
  const file = readPdf(bytes);
  const ids = newIds(file.objects);
  const objects = new Map(
    [...foldLeaves(file.objects)].map(([number, body]) => [
      number,
      isStructure(body) ? withoutDefaults(renamed(body, ids)) : body,
    ]),
  );
  idTree(objects, ids);
  const info = (objects.get(file.info) ?? '').replace(
    /\/(CreationDate|ModDate) \(D:[^)]*\)/gu,
    (_all, key: string) => `/${key} (${pdfDate(options.created)})`,
  );
  objects.set(file.info, info);
  const id = options.digest.slice(0, 32).padEnd(32, '0');
  const compact = renumbered(objects);
  return writePdf(
    {
      header: file.header,
      objects: compact.objects,
      root: compact.numberOf(file.root),
      info: compact.numberOf(file.info),
    },
    `\n/ID [<${id}> <${id}>]`,
  );
};
