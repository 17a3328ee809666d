/** A CSS string: everything but plain letters, figures and spaces as its code point. */
const cssString = (text: string): string =>
  `"${text.replace(/[^A-Za-z0-9 .,:-]/gu, (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `)}"`;

/** Margin boxes of every printed page: what was judged, its digest, the page. */
export const pageFooter = (view: {
  readonly digest: string;
  readonly title: string;
  readonly decision: { readonly label: string };
}): string => {
  const box = 'font:400 6.4pt/1.3 "Inter";color:#59626d;vertical-align:top;padding-top:3mm';
  const digest = view.digest === '' ? 'record not written' : `record SHA-256 ${view.digest}`;
  return `@page{@bottom-left{${box};width:82%;content:${cssString(`${view.decision.label}, ${digest}`)}}@bottom-right{${box};text-align:right;content:"Page " counter(page) " of " counter(pages)}}`;
};
