/** Structure types a reader knows (ISO 32000-1, 14.8.4). */
const standard = new Set(
  `Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6
  L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot
  Ruby RB RT RP Warichu WT WP Figure Formula Form`.split(/\s+/u),
);

const typeOf = /^<<\/Type \/StructElem\s+\/S \/([^\s/<>[\]()]+)/u;

/**
 * Types of Chromium's own, such as that of `<strong>`, declared to be spans: some readers drop the
 * text of an element they do not know.
 */
export const withRoles = (objects: ReadonlyMap<number, string>): Map<number, string> => {
  const own = new Set<string>();
  for (const body of objects.values()) {
    const type = typeOf.exec(body)?.[1];
    if (type !== undefined && !standard.has(type)) own.add(type);
  }
  const roles = [...own].toSorted().map((type) => `/${type} /Span`);
  const changed = new Map(objects);
  for (const [number, body] of objects) {
    const root = body.startsWith('<</Type /StructTreeRoot') && !body.includes('/RoleMap');
    if (root && roles.length > 0)
      changed.set(number, body.replace(/>>$/u, `\n/RoleMap <<${roles.join(' ')}>>>>`));
  }
  return changed;
};
