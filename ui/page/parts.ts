/// <reference lib="dom" />
import { html, useEffect, type View } from 'htm/preact/standalone';
import type { History } from '../../schemas/types/history.ts';
import type { Problem } from './fetched.ts';

export type Suite = History['suites'][number];
export type Run = Suite['runs'][number];
export type Series = Suite['criteria'][number];
export type Point = Series['points'][number];
export type Outcome = Point['outcome'];

/** Beside the word, so that no verdict is told by colour alone. */
const shapes: Readonly<Record<string, string>> = {
  pass: '✔',
  fail: '✘',
  inconclusive: '◆',
  error: '▲',
  better: '✔',
  worse: '✘',
  'no-proof': '◆',
};

export const verdict = (outcome: string, word: string): View =>
  html`<span class=${`verdict v-${outcome}`}
    ><span aria-hidden="true">${shapes[outcome] ?? '▲'}</span> ${word}</span
  >`;

const stateWords: Readonly<Record<Run['state'], string>> = {
  judged: 'JUDGED',
  'not-judged': 'NOT JUDGED',
  running: 'RUNNING',
  'cut-short': 'CUT SHORT',
  broken: 'RECORD BROKEN',
  gone: 'FOLDER GONE',
};

/** How a run ended, or what it is where it has no verdict. */
export const decided = ({ decision, frozen, amended, state }: Run): View => html`
  <span class=${`tone tone-${decision?.tone ?? 'none'}`}
    >${decision?.label ?? stateWords[state]}</span
  >
  ${amended && html` <span class="mark">AMENDED</span>`}
  ${frozen && html` <span class="muted">by the frozen limits ${frozen.label}</span>`}
`;

/** To the minute, in UTC, as the reports have it. */
export const moment = (iso: string | null): string =>
  iso === null ? 'not known' : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

export const problem = ({ message, hint, code }: Problem): View =>
  html`<div class="problem" role="alert">
    <p><strong>${message}</strong></p>
    <p>${hint} <code>${code}</code></p>
  </div>`;

export const waiting = (): View => html`<p class="muted" role="status">Reading…</p>`;

/** Names the page in the tab, for whoever has many of them. */
export const useTitle = (title: string): void => {
  useEffect(() => {
    document.title = `${title} · Pilotlight`;
  }, [title]);
};

const numbers = new Set(['n', 'Attempt', 'Inferences', 'Events', 'Rejected', 'Faults', 'Tries']);

/** A table that scrolls in its own frame where the screen is narrow. */
export const table = (label: string, heads: readonly string[], rows: readonly View[]): View => html`
  <div class="scroll" role="region" aria-label=${label} tabindex="0">
    <table>
      <thead>
        <tr>
          ${heads.map(
            (head) =>
              html`<th scope="col" key=${head} class=${numbers.has(head) ? 'number' : ''}>
                ${head}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>
`;

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** A list to choose from; marked by `selected`, since a value set before the options is lost. */
export const choose = (
  label: string,
  chosen: string,
  choices: readonly Choice[],
  onChoose: (value: string) => void,
): View =>
  html`<label class="choose"
    >${label}
    <select onChange=${(event: Event) => onChoose((event.target as HTMLSelectElement).value)}>
      ${choices.map(
        ({ value, text }) =>
          html`<option key=${value} value=${value} selected=${value === chosen}>${text}</option>`,
      )}
    </select></label
  >`;
