/// <reference lib="dom" />
import { html, render, type View } from 'htm/preact/standalone';
import { CompareView } from './compare.ts';
import { type Live, useLive } from './live.ts';
import { ReportView } from './report.ts';
import { linkTo, type Route, useRoute } from './route.ts';
import { RunView } from './run.ts';
import { RunsView } from './runs.ts';
import { TrendView } from './trend.ts';

const viewOf = ({ path, query }: Route, live: Live): View => {
  const [first = '', second = '', third = ''] = path;
  const asked = (name: string): string => query.get(name) ?? '';
  const suite = asked('suite');
  if (first === 'runs' && second !== '') {
    return third === 'report'
      ? html`<${ReportView} key=${second} id=${second} />`
      : html`<${RunView} key=${second} id=${second} live=${live} />`;
  }
  if (first === 'compare') {
    const [base, cand] = [asked('base'), asked('cand')];
    return html`<${CompareView} live=${live} suite=${suite} base=${base} cand=${cand} />`;
  }
  if (first === 'trend') {
    return html`<${TrendView} live=${live} suite=${suite} criterion=${asked('criterion')} />`;
  }
  return html`<${RunsView} live=${live} suite=${suite} />`;
};

const views = [
  ['', 'Runs'],
  ['compare', 'Compare'],
  ['trend', 'Trend'],
] as const;

const navigation = ({ path }: Route): View => html`
  <nav aria-label="Views">
    ${views.map(
      ([name, text]) =>
        html`<a
          key=${name}
          href=${linkTo(name === '' ? [] : [name])}
          aria-current=${(path[0] ?? '') === name ? 'page' : undefined}
          >${text}</a
        >`,
    )}
  </nav>
`;

const going = ({ runs }: Live): View => {
  const running = [...runs.values()].filter(({ ended }) => !ended);
  return html`<p class="going" role="status">
    ${running.map(({ id }) => html`<a key=${id} href=${linkTo(['runs', id])}>${id} is running</a>`)}
  </p>`;
};

/** The address behind the # is the view; going to the content must not change it. */
const skip = (event: Event): void => {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
};

const App = (): View => {
  const route = useRoute();
  const live = useLive();
  return html`
    <a class="skip" href="#main" onClick=${skip}>Skip to the content</a>
    <header>
      <a class="name" href="#/">Pilotlight</a>
      ${navigation(route)} ${going(live)}
    </header>
    <div class="lost" role="alert">
      ${live.connection === 'lost' && 'Connection lost, trying again'}
    </div>
    <main id="main" tabindex="-1">${viewOf(route, live)}</main>
  `;
};

const root = document.querySelector('#app');
if (root) render(html`<${App} />`, root);
