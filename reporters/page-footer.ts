/** A CSS string: everything but plain letters, figures and spaces as its code point. */
const cssString = (text: string): string =>
  `"${text.replace(/[^A-Za-z0-9 .,:-]/gu, (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `)}"`;

/** Margin boxes of every printed page: what was judged, its digest, the page. */
export const pageFooter = (
  view: {
    readonly digest: string;
    readonly title: string;
    readonly decision: { readonly label: string };
  },
  look: {
    /** The customer's own. */
    readonly line: string;
    /** CSS families. */
    readonly families: string;
  },
): string => {
  const box = `font:400 6.4pt/1.3 ${look.families};color:#59626d;vertical-align:top;padding-top:3mm`;
  const digest = view.digest === '' ? 'record not written' : `record SHA-256 ${view.digest}`;
  const own = look.line === '' ? '' : ` "\\a " ${cssString(look.line)}`;
  return `@page{@bottom-left{${box};width:82%;white-space:pre-wrap;content:${cssString(`${view.decision.label}, ${digest}`)}${own}}@bottom-right{${box};text-align:right;content:"Page " counter(page) " of " counter(pages)}}`;
};
