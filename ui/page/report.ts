/// <reference lib="dom" />
import { html, type View } from 'htm/preact/standalone';
import { useTitle } from './parts.ts';
import { linkTo } from './route.ts';

/** The report as anybody gets it, in a frame that can do no more than the file on a disk. */
export const ReportView = ({ id }: { id: string }): View => {
  useTitle(`Report of ${id}`);
  return html`
    <h1>Report of ${id}</h1>
    <p class="links">
      <a href=${linkTo(['runs', id])}>Back to the run</a>
      <a href=${`/runs/${encodeURIComponent(id)}/report`}>Without the frame</a>
    </p>
    <iframe
      title=${`Report of ${id}`}
      src=${`/runs/${encodeURIComponent(id)}/report`}
      sandbox="allow-scripts allow-popups"
    ></iframe>
  `;
};
