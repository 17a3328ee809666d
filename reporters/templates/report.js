// Comforts of the document on a screen. Everything is there and readable without this script, and
// paper shows the document as if it had never run.
(() => {
  'use strict';
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Light, dark, or as the machine has it. A browser may refuse to remember.
  const remembered = () => {
    try {
      return localStorage.getItem('pilotlight-theme');
    } catch {
      return null;
    }
  };
  const remember = (theme) => {
    try {
      localStorage.setItem('pilotlight-theme', theme);
    } catch {
      // Then it lasts as long as the page.
    }
  };
  const wear = (theme) => {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const button of all('[data-theme-choice]'))
      button.setAttribute('aria-pressed', String(button.dataset.themeChoice === theme));
  };
  const themes = () => {
    for (const group of all('[data-themes]')) group.hidden = false;
    wear(remembered() ?? 'auto');
    for (const button of all('[data-theme-choice]')) {
      button.addEventListener('click', () => {
        wear(button.dataset.themeChoice);
        remember(button.dataset.themeChoice);
      });
    }
  };

  // Sorting. A cell is worth its verdict, its data-value, its number with its unit, or its words.
  const severity = ['fail', 'error', 'inconclusive', 'pass'];
  const words = new Intl.Collator('en', { numeric: true });
  const quantity = /^(?:at least |at most |[≤≥<>] ?)?([-−]?[\d,]*\.?\d+) ?(\S{0,12})(?: .*)?$/;
  const worth = (cell) => {
    const verdict = severity.indexOf(cell?.dataset.verdict);
    if (verdict !== -1) return { number: verdict, unit: '', text: '' };
    const text = cell?.dataset.value ?? cell?.textContent.trim() ?? '';
    const [, number, unit = ''] = quantity.exec(text) ?? [];
    if (number === undefined) return { number: undefined, unit: '', text };
    return { number: Number(number.replaceAll(',', '').replace('−', '-')), unit, text };
  };
  const compared = (a, b) => {
    if (a.number === undefined || b.number === undefined) {
      if (a.number !== b.number) return a.number === undefined ? 1 : -1;
      return words.compare(a.text, b.text);
    }
    return words.compare(a.unit, b.unit) || a.number - b.number;
  };
  const isHead = (row) => row.querySelector('th[scope="rowgroup"], th[scope="colgroup"]') !== null;
  const original = new Map();
  const inOrder = (body, column, way) => {
    if (!original.has(body)) original.set(body, [...body.rows]);
    const rows = original.get(body);
    const heads = rows.filter(isHead);
    const keyed = rows.filter((row) => !isHead(row)).map((row) => [row, worth(row.cells[column])]);
    if (way !== 'none') {
      const sign = way === 'descending' ? -1 : 1;
      keyed.sort(([, a], [, b]) => sign * compared(a, b));
    }
    body.append(...heads, ...keyed.map(([row]) => row));
  };
  const next = { none: 'ascending', ascending: 'descending', descending: 'none' };
  const sortBy = (table, head, way) => {
    for (const other of all('thead th', table)) other.removeAttribute('aria-sort');
    if (way !== 'none') head.setAttribute('aria-sort', way);
    for (const body of table.tBodies) inOrder(body, head.cellIndex, way);
  };
  const buttoned = (head, name) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = name;
    button.append(...head.childNodes);
    head.append(button);
    return button;
  };
  const sorting = () => {
    for (const head of all('table[data-sortable] thead th')) {
      if (head.textContent.trim() === '') continue;
      buttoned(head, 'sort').addEventListener('click', () =>
        sortBy(head.closest('table'), head, next[head.getAttribute('aria-sort') ?? 'none']),
      );
    }
  };

  // Folding: the account of a criterion behind its heading.
  const fold = (account, shut) => {
    account.classList.toggle('folded', shut);
    account.querySelector('.fold')?.setAttribute('aria-expanded', String(!shut));
  };
  const accounts = () => all('.criterion');
  const foldAll = (shut) => {
    for (const account of accounts()) fold(account, shut);
    for (const details of all('main details')) details.open = !shut;
  };
  // What stands behind the # is anybody's, and need not be well-formed.
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  const reveal = () => {
    const target = document.getElementById(decoded(location.hash.slice(1)));
    const account = target?.closest('.criterion');
    if (!account) return;
    fold(account, false);
    account.classList.remove('filtered');
    for (let at = account; at; at = at.parentElement)
      if (at.localName === 'details') at.open = true;
    account.scrollIntoView();
  };
  const folding = () => {
    for (const account of accounts()) {
      const head = account.querySelector('.account');
      if (!head) continue;
      const button = buttoned(head, 'fold');
      button.setAttribute('aria-expanded', 'true');
      button.addEventListener('click', () => fold(account, !account.classList.contains('folded')));
    }
    addEventListener('hashchange', reveal);
    reveal();
  };

  // Filtering: rows of the criteria, and the accounts they link to, that fit every choice.
  const criteria = () =>
    all('#criteria tr[data-group]').map((row) => {
      const link = row.querySelector('a[href^="#criterion-"]');
      const account = link && document.getElementById(link.hash.slice(1));
      return {
        shown: account ? [row, account] : [row],
        group: row.dataset.group,
        outcome: row.querySelector('[data-verdict]')?.dataset.verdict,
        text: `${row.textContent} ${account?.textContent ?? ''}`.toLowerCase(),
      };
    });
  const filtering = () => {
    const panel = document.querySelector('[data-filter]');
    const items = criteria();
    if (!panel || items.length === 0) return;
    const chosen = (by) => panel.querySelector(`[data-by="${by}"]`)?.value.toLowerCase() ?? '';
    const apply = () => {
      const [outcome, group] = [chosen('outcome'), chosen('group')];
      const wanted = chosen('text').split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const item of items) {
        const fits =
          (outcome === '' || item.outcome === outcome) &&
          (group === '' || item.group.toLowerCase() === group) &&
          wanted.every((word) => item.text.includes(word));
        for (const element of item.shown) element.classList.toggle('filtered', !fits);
        if (fits) shown += 1;
      }
      for (const details of all('.account-group'))
        details.classList.toggle('filtered', !details.querySelector('.criterion:not(.filtered)'));
      panel.querySelector('[data-count]').textContent =
        `${shown} of ${items.length} criteria shown`;
    };
    panel.addEventListener('input', apply);
    panel.querySelector('[data-reset]')?.addEventListener('click', () => {
      for (const field of all('[data-by]', panel)) field.value = '';
      apply();
    });
    for (const button of all('[data-fold]', panel))
      button.addEventListener('click', () => foldAll(button.dataset.fold === 'shut'));
    panel.hidden = false;
    // A browser that comes back to the page may have kept what was chosen.
    apply();
  };

  // Only a region that scrolls is a stop for the keyboard.
  const regions = () => {
    const mark = () => {
      for (const region of all('.scroll')) {
        if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
        else region.removeAttribute('tabindex');
      }
    };
    addEventListener('resize', mark);
    mark();
  };

  // On paper: the order of the record, no buttons, nothing folded.
  const paper = () => {
    let undo = [];
    const plain = () => {
      for (const head of all('th[aria-sort]')) {
        const way = head.getAttribute('aria-sort');
        const table = head.closest('table');
        sortBy(table, head, 'none');
        undo.push(() => sortBy(table, head, way));
      }
      for (const button of all('button.sort, button.fold')) {
        const head = button.parentElement;
        head.append(...button.childNodes);
        button.remove();
        undo.push(() => {
          button.append(...head.childNodes);
          head.append(button);
        });
      }
      for (const details of all('details:not([open])')) {
        details.open = true;
        undo.push(() => (details.open = false));
      }
    };
    const back = () => {
      for (const step of undo) step();
      undo = [];
    };
    addEventListener('beforeprint', plain);
    addEventListener('afterprint', back);
  };

  wear(remembered());
  addEventListener('DOMContentLoaded', () => {
    themes();
    sorting();
    folding();
    filtering();
    regions();
    paper();
  });
})();
