import { dictionaryOf } from './streams.ts';

/**
 * Chromium gives every run of text an element of its own that says nothing (`NonStruct`, one
 * marked-content id). Its parent can hold the run itself, which saves a report of a dozen pages a
 * fifth of its bytes.
 */
const leafPattern =
  /^<<\/Type \/StructElem\n\/S \/NonStruct\n\/P (\d+) 0 R\n\/Pg (\d+) 0 R\n\/K (\d+)>>$/u;

interface Leaf {
  readonly parent: number;
  readonly content: string;
}

const leavesOf = (objects: ReadonlyMap<number, string>): Map<number, Leaf> => {
  const leaves = new Map<number, Leaf>();
  for (const [number, body] of objects) {
    const [, parent, page = '', id = ''] = leafPattern.exec(body) ?? [];
    if (parent === undefined) continue;
    leaves.set(number, {
      parent: Number(parent),
      content: `<</Type /MCR /Pg ${page} 0 R /MCID ${id}>>`,
    });
  }
  return leaves;
};

/** Kids of an element: the content of folded leaves in place of their references. */
const withContent = (body: string, leaves: ReadonlyMap<number, Leaf>): string =>
  body.replace(/\n\/K (?:\[[^\]]*\]|\d+ 0 R)/u, (kids) =>
    kids.replace(/(\d+) 0 R/gu, (kid, number) => leaves.get(Number(number))?.content ?? kid),
  );

/** Rows of the tree from marked content to elements: parents in place of folded leaves. */
const withParents = (row: string, leaves: ReadonlyMap<number, Leaf>): string =>
  row.replace(/(\d+) 0 R/gu, (entry, number) => {
    const leaf = leaves.get(Number(number));
    return leaf ? `${leaf.parent} 0 R` : entry;
  });

/** The structure tree without elements that only wrap one run of text (ISO 32000-1, 14.7.4.2). */
export const foldLeaves = (objects: ReadonlyMap<number, string>): Map<number, string> => {
  const leaves = leavesOf(objects);
  const folded = new Map<number, string>();
  for (const [number, body] of objects) {
    if (leaves.has(number)) continue;
    if (body.startsWith('<</Type /StructElem')) folded.set(number, withContent(body, leaves));
    else folded.set(number, body.startsWith('[') ? withParents(body, leaves) : body);
  }
  return folded;
};

/** References outside of literal strings and of streams. */
const references = /\((?:\\.|[^\\()])*\)|(\d+) 0 R/gsu;

/** The same objects numbered from 1 without gaps, in their order. */
export const renumbered = (
  objects: ReadonlyMap<number, string>,
): { objects: Map<number, string>; numberOf: (old: number) => number } => {
  const numbers = new Map([...objects.keys()].map((number, index) => [number, index + 1]));
  const numberOf = (old: number): number => numbers.get(old) ?? 0;
  const rewritten = [...objects].map(([number, body]): [number, string] => {
    const own = dictionaryOf(body);
    const dictionary = own.replace(references, (all: string, old?: string) =>
      old === undefined ? all : `${numberOf(Number(old))} 0 R`,
    );
    return [numberOf(number), dictionary + body.slice(own.length)];
  });
  return { objects: new Map(rewritten), numberOf };
};
