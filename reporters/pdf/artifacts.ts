/** Marks of content, and whole text objects, in a content stream of Chromium. */
const marks = /\/[^\s/]+ (?:<<[\s\S]*?>> ?)?(?:BDC|BMC)\b|\bEMC\b|\bBT\b[\s\S]*?\bET\b/gu;

const footer = '/Artifact <</Type /Pagination /Subtype /Footer>> BDC';

/**
 * Margin boxes are the only text Chromium leaves outside of every mark. As artifacts (ISO 32000-1,
 * 14.8.2.2) they are passed over when the document is read aloud, and do not fill an empty page.
 */
export const withArtifacts = (content: string): string => {
  let depth = 0;
  return content.replace(marks, (mark) => {
    if (mark.startsWith('/')) depth++;
    else if (mark === 'EMC') depth--;
    else if (depth === 0) return `${footer}\n${mark}\nEMC`;
    return mark;
  });
};

/** A content stream with those of its text objects that belong to the document, or that do not. */
const only = (content: string, kept: 'document' | 'artifact'): string => {
  const open: boolean[] = [];
  return content.replace(marks, (mark) => {
    if (mark.startsWith('/')) open.push(mark.startsWith('/Artifact'));
    else if (mark === 'EMC') open.pop();
    else if ((open.length === 0 || open.includes(true)) !== (kept === 'artifact')) return '';
    return mark;
  });
};

/** A content stream without the text that its marks say is no part of the document. */
export const withoutArtifacts = (content: string): string => only(content, 'document');

/** A content stream with no other text than that. */
export const onlyArtifacts = (content: string): string => only(content, 'artifact');
