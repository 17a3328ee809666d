// Outside text never holds a bare "<": what looks like markup here is the templates' own.
const heading = /<h[1-3][^>]*>([\s\S]*?)<\/h[1-3]>/gu;
const table = /<table\b([^>]*)>[\s\S]*?<\/table>/gu;
const section = /<h2\b[^>]*\bid="([^"]+)"[^>]*\bclass="title"[^>]*>([\s\S]*?)<\/h2>/gu;

/** Text of markup, still escaped. */
const plain = (markup: string): string =>
  markup
    .replace(/<svg[\s\S]*?<\/svg>/gu, '')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

const labelled = (attributes: string): string | undefined =>
  /\baria-label="([^"]*)"/u.exec(attributes)?.[1];

/**
 * The document with every table in a region that scrolls by itself where the page is narrow, and
 * that the keyboard can reach. Its label is the table's own, else the heading above it.
 */
export const withTableRegions = (html: string): string => {
  const heads = [...html.matchAll(heading)].map(({ index, 1: text = '' }) => ({ index, text }));
  let next = 0;
  let above = '';
  return html.replace(table, (whole: string, attributes: string, at: number) => {
    for (; (heads[next]?.index ?? Infinity) < at; next += 1) above = heads[next]?.text ?? '';
    const label = labelled(attributes) ?? plain(above).replaceAll('"', '&quot;');
    return `<div class="scroll" role="group" tabindex="0" aria-label="${label}">${whole}</div>`;
  });
};

/** The document with links to its sections in place of the mark its template leaves for them. */
export const withContents = (html: string): string =>
  html.replace('<!--contents-->', () =>
    [...html.matchAll(section)]
      .map(([, id = '', text = '']) => `<li><a href="#${id}">${plain(text)}</a></li>`)
      .join('\n'),
  );
