// What every page gains by a script: nothing of it is needed to read a page or to send a form.
(() => {
  // The zone of this browser, so that the gateway can write times in it. Not overridden once it was chosen.
  const ZONE = 'imprimatur-zone';
  if (!document.cookie.split('; ').some((cookie) => cookie.startsWith(`${ZONE}=`))) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone) document.cookie = `${ZONE}=${encodeURIComponent(zone)}; path=/; max-age=34560000; samesite=lax; secure`;
  }

  const showCopyButtons = (root) => {
    if (!navigator.clipboard) return;
    for (const button of root.querySelectorAll('button.copy[hidden]')) button.hidden = false;
  };

  document.addEventListener('click', async (event) => {
    const button = event.target instanceof Element ? event.target.closest('button.copy') : null;
    if (!button) return;
    const source = document.getElementById(button.dataset.copyFrom ?? '');
    await navigator.clipboard.writeText(source?.textContent ?? button.dataset.copy ?? '');
    const done = document.documentElement.dataset.copied;
    const before = button.textContent;
    button.textContent = done || '✓';
    setTimeout(() => {
      button.textContent = before;
    }, 1500);
  });

  // A chart says the values of the column under the pointer; by keyboard it is a slider over its columns.
  const columnsOf = (plot) => [...plot.querySelectorAll('.hit')];
  const wordsOf = (column) => column.querySelector('title').textContent;
  const showCharts = (root) => {
    for (const plot of root.querySelectorAll('.plot:not([role])')) {
      const columns = columnsOf(plot);
      if (columns.length === 0) continue;
      const attributes = { role: 'slider', tabindex: 0, 'aria-label': plot.dataset.values, 'aria-readonly': true };
      const range = { 'aria-valuemin': 1, 'aria-valuemax': columns.length, 'aria-valuenow': columns.length };
      for (const [name, value] of Object.entries({ ...attributes, ...range })) plot.setAttribute(name, value);
      plot.setAttribute('aria-valuetext', wordsOf(columns.at(-1)));
    }
  };
  const choose = (column) => {
    const plot = column.closest('.plot');
    const columns = columnsOf(plot);
    for (const one of columns) one.classList.toggle('on', one === column);
    plot.setAttribute('aria-valuenow', columns.indexOf(column) + 1);
    plot.setAttribute('aria-valuetext', wordsOf(column));
    plot.parentElement.querySelector('.value').textContent = wordsOf(column);
  };
  const columnAt = (target) => (target instanceof Element ? target.closest('.hit') : null);
  document.addEventListener('pointerover', ({ target }) => {
    const column = columnAt(target);
    if (column) choose(column);
  });
  const follow = (column) => {
    if (column?.dataset.href) location.assign(column.dataset.href);
  };
  document.addEventListener('click', ({ target }) => follow(columnAt(target)));
  document.addEventListener('keydown', (event) => {
    const plot = event.target instanceof Element && event.target.matches('.plot[role]') ? event.target : null;
    if (!plot) return;
    const columns = columnsOf(plot);
    const place = plot.getAttribute('aria-valuenow') - 1;
    const next = { ArrowLeft: place - 1, ArrowDown: place - 1, ArrowRight: place + 1, ArrowUp: place + 1 };
    const to = { ...next, PageUp: place + 7, PageDown: place - 7, Home: 0, End: columns.length - 1 }[event.key];
    if (event.key === 'Enter') follow(columns[place]);
    if (to === undefined) return;
    event.preventDefault();
    choose(columns[Math.min(columns.length - 1, Math.max(0, to))]);
  });
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element && target.matches('.plot[role]')) choose(columnsOf(target)[target.getAttribute('aria-valuenow') - 1]);
  });

  // To fill in an answer is to select it; to select another one is to clear it.
  const answerOf = (control) => control.closest('fieldset.question')?.querySelector('input:not([type=radio])');
  document.addEventListener('input', ({ target }) => {
    const field = answerOf(target);
    if (!field) return;
    const own = field.parentElement.querySelector('input[type=radio]');
    if (target === field) own.checked ||= field.value !== '';
    else if (target !== own) field.value = '';
  });

  // An open menu closes by Escape and by a click elsewhere.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const open = document.querySelector('details.who[open]');
    if (!open) return;
    open.removeAttribute('open');
    open.querySelector('summary').focus();
  });
  document.addEventListener('click', (event) => {
    const open = document.querySelector('details.who[open]');
    if (open && !open.contains(event.target)) open.removeAttribute('open');
  });

  // A form is kept in this tab when it is sent. If its session has ended, or another operator has signed in, it
  // is shown again once its operator has signed in.
  const SENT = 'imprimatur-sent';
  const keep = (form, action, data) => {
    const { operator } = document.body.dataset;
    if (!operator) return;
    data.set('_operator', operator);
    const texts = [...data];
    sessionStorage.removeItem(SENT);
    if (form.matches('[data-kept]') && texts.every(([, value]) => typeof value === 'string'))
      sessionStorage.setItem(SENT, JSON.stringify({ operator, action, texts }));
  };
  document.addEventListener('submit', ({ target: form, submitter }) => {
    if ((submitter?.formMethod || form.method) !== 'post') return;
    form.addEventListener('formdata', ({ formData }) => keep(form, form.action, formData), { once: true });
  });
  document.addEventListener('htmx:configRequest', ({ detail: { elt, verb, path, formData } }) => {
    const form = elt.closest('form');
    if (form && verb === 'post') keep(form, path, formData);
  });
  const restore = () => {
    if (location.pathname === '/console/sign-in') return;
    const sent = JSON.parse(sessionStorage.getItem(SENT));
    sessionStorage.removeItem(SENT);
    const back = new URL(location.href);
    if (!sent || !back.searchParams.has('unsent')) return;
    if (sent.operator !== document.body.dataset.operator) {
      back.searchParams.delete('unsent');
      back.searchParams.set('done', 'not_kept');
      location.replace(back);
      return;
    }
    const action = new URL(sent.action, location.href);
    action.searchParams.set('done', 'not_sent');
    const form = Object.assign(document.createElement('form'), { method: 'post', action, hidden: true });
    for (const [name, value] of [...sent.texts, ['_unsent', '1']])
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    document.body.append(form);
    form.submit();
  };

  // Browsers send half a date as none. A form whose faults the gateway names is sent with it as a text that is no date.
  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target;
      const [incomplete, ...more] = [...form.elements].filter(({ validity }) => validity?.badInput);
      if (!incomplete) return;
      if (form.matches('.form[novalidate]')) {
        const mark = ({ formData }) => {
          for (const { name } of [incomplete, ...more]) formData.set(name, '?');
        };
        form.addEventListener('formdata', mark, { once: true });
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      incomplete.reportValidity();
    },
    true,
  );

  document.addEventListener('DOMContentLoaded', () => {
    showCopyButtons(document);
    showCharts(document);
    // The answer to a form that made something: to load it anew is to ask for what it made, not to make another one.
    const then = document.querySelector('[data-then]')?.dataset.then;
    if (then) history.replaceState(null, '', then);
    for (const button of document.querySelectorAll('button.print')) {
      button.hidden = false;
      button.addEventListener('click', () => window.print());
    }
    // What is wrong with a form is what one wants to hear first.
    document.getElementById('faults')?.focus();
    restore();
  });
  // What is shown once is not shown by going back either.
  window.addEventListener('pagehide', () => {
    for (const shown of document.querySelectorAll('[data-once]')) shown.textContent = '';
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted && document.querySelector('[data-once]')) location.reload();
  });
  // What was left empty narrows nothing: it need not stand in the address.
  document.addEventListener('htmx:configRequest', ({ detail: { verb, formData } }) => {
    if (verb !== 'get') return;
    for (const name of new Set(formData.keys())) if (formData.getAll(name).every((value) => value === '')) formData.delete(name);
  });

  document.addEventListener('htmx:afterSwap', (event) => {
    const root = event.target.parentNode ?? document;
    showCopyButtons(root);
    showCharts(root);
  });
})();
