// Fields that find a thing by its name: an editable combobox with a list (WAI-ARIA Authoring Practices). Without this script the words
// are sent as they are, and the page that answers asks which thing is meant.
(() => {
  const DELAY_MS = 150;
  let made = 0;

  let isPressed = false;
  document.addEventListener('mousedown', () => { isPressed = true; }, true);
  document.addEventListener('mouseup', () => { isPressed = false; }, true);

  // `data-find`: kinds, with spaces between; of the search of the page none, and what is chosen is opened.
  function equip(input) {
    if (input.getAttribute('role') === 'combobox') return;
    const id = `options-${made++}`;
    const isSearch = input.dataset.find === '';
    const hidden = isSearch ? null : input.nextElementSibling;
    const list = Object.assign(document.createElement('ul'), { id, className: 'suggestions', hidden: true });
    const said = Object.assign(document.createElement('p'), { className: 'unseen' });
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', input.dataset.matches);
    said.setAttribute('aria-live', 'polite');
    // The page that asks which one is meant: one hit is it, unless other words are typed.
    const [hit, ...others] = input.parentElement.querySelectorAll('.hits input');
    if (hit && others.length === 0 && input.form.method === 'get') hit.checked = true;
    const around = Object.assign(document.createElement('div'), { className: 'combobox' });
    const hadFocus = document.activeElement === input;
    input.replaceWith(around);
    around.append(input, list, said);
    if (hadFocus) input.focus();
    for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', id], ['aria-expanded', 'false']])
      input.setAttribute(name, value);

    let [options, active, timer, asked] = [[], -1, 0, 0];

    const show = (isOpen) => {
      list.hidden = !isOpen;
      input.setAttribute('aria-expanded', String(isOpen));
      // What would stand out of the window grows to the other side.
      list.classList.remove('end');
      if (isOpen && list.getBoundingClientRect().right > document.documentElement.clientWidth) list.classList.add('end');
      if (!isOpen) point(-1);
    };
    const point = (place) => {
      active = place;
      for (const [at, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(at === place));
      if (place < 0) input.removeAttribute('aria-activedescendant');
      else {
        input.setAttribute('aria-activedescendant', list.children[place].id);
        list.children[place].scrollIntoView({ block: 'nearest' });
      }
    };
    const choose = (option) => {
      if (isSearch) {
        if (option.href) location.assign(option.href);
        return;
      }
      input.value = option.name;
      hidden.value = `${option.id} ${option.name}`;
      show(false);
      changed();
    };
    // Forms that answer while one types are told of choices, not of letters.
    const changed = () => hidden?.dispatchEvent(new Event('change', { bubbles: true }));

    const draw = (found) => {
      options = found.options;
      list.replaceChildren(
        ...options.map(({ name, detail }, place) => {
          const item = Object.assign(document.createElement('li'), { id: `${id}-${place}`, textContent: name });
          item.setAttribute('role', 'option');
          item.dir = 'auto';
          if (detail) item.append(Object.assign(document.createElement('span'), { className: 'beneath', textContent: detail }));
          return item;
        }),
      );
      said.textContent = found.said;
      show(options.length > 0);
    };
    const ask = async () => {
      const turn = ++asked;
      const q = input.value.trim();
      if (q === '') return show(false);
      const { find: kind, except = '' } = input.dataset;
      const query = new URLSearchParams({ q, kind, except });
      const answer = await fetch(`/console/find?${query}`, { headers: { Accept: 'application/json' } }).catch(() => null);
      if (turn !== asked || !answer?.ok || !answer.headers.get('Content-Type')?.includes('json')) return;
      const found = await answer.json();
      if (turn === asked && document.activeElement === input) draw(found);
    };

    input.addEventListener('input', (event) => {
      event.stopPropagation();
      if (hidden) hidden.value = '';
      // Words that are typed replace what was chosen among candidates.
      for (const radio of around.parentElement.querySelectorAll('.hits input')) radio.checked = false;
      clearTimeout(timer);
      timer = setTimeout(ask, DELAY_MS);
      if (hidden && input.value === '') changed();
    });
    input.addEventListener('change', (event) => event.stopPropagation());
    input.addEventListener('keydown', (event) => {
      const isOpen = !list.hidden;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (!isOpen) return ask();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        point((active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length);
      } else if (event.key === 'Enter' && isOpen && active >= 0) {
        event.preventDefault();
        choose(options[active]);
      } else if (event.key === 'Escape' && isOpen) {
        event.stopPropagation();
        event.preventDefault();
        show(false);
      } else if (event.key === 'Tab') show(false);
    });
    input.addEventListener('blur', () => {
      clearTimeout(timer);
      asked++;
      const close = () => show(document.activeElement === input && !list.hidden);
      // What is below the list moves up when it closes: only once the click has met the button that was pressed.
      if (isPressed) document.addEventListener('mouseup', () => setTimeout(close), { once: true });
      else close();
    });
    // The field keeps the focus. A list that is scrolled with a finger is not clicked.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const place = [...list.children].indexOf(event.target.closest('li'));
      if (place >= 0) choose(options[place]);
    });
  }

  const equipAll = (root) => {
    for (const input of root.querySelectorAll('input[data-find]')) equip(input);
  };
  document.addEventListener('DOMContentLoaded', () => equipAll(document));
  document.addEventListener('htmx:afterSwap', () => equipAll(document));

  // A form that answers each change does not send a name that one is still typing: half a name would be asked about on a page of its own.
  document.addEventListener('htmx:configRequest', ({ detail: { elt, verb, triggeringEvent, formData } }) => {
    const typed = document.activeElement;
    if (verb !== 'get' || triggeringEvent?.type === 'submit' || typed?.form !== elt || !typed.dataset.find) return;
    if (typed.closest('.combobox').nextElementSibling.value === '') formData.delete(typed.name);
  });

  document.addEventListener('keydown', (event) => {
    const isShortcut = event.key === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
    const isSlash = event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isShortcut && !isSlash) return;
    event.preventDefault();
    const search = document.getElementById('search');
    search?.focus();
    search?.select();
  });
})();
