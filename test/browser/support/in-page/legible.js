// Runs in the page: what its own box is too narrow for, in words. A word that is broken without a hyphen; a
// date, or a choice of a list, that is longer than its field. Codes and addresses may break anywhere, and so
// may words that are longer than any of a language: names of the hostile newsroom, which also leave no room
// for the other columns of their table.
(() => {
  const found = new Set();
  const HOSTILE = /\p{L}{29}/u;
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const box = text.parentElement;
    if (box.closest('script, style, select, textarea, code, pre, .typed, .long, .unseen') || !isShown(box))
      continue;
    if (HOSTILE.test(box.closest('table')?.textContent ?? '')) continue;
    for (const { 0: word, index } of text.data.matchAll(
      /(?<=^|[\s(“„‘])\p{L}{4,28}(?=$|[\s.,:;?!)”“’-])/gu,
    )) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set(
        [...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => top),
      );
      if (lines.size > 1)
        found.add(`<${box.localName}> breaks “${word}” of “${text.data.trim().slice(0, 60)}”`);
    }
  }

  // As wide as its content would have it.
  const widthOf = (field, content = []) => {
    const free = field.cloneNode(false);
    for (const name of ['id', 'name']) free.removeAttribute(name);
    free.style.cssText = 'position: absolute; visibility: hidden; width: auto; min-width: 0; max-width: none';
    free.append(...content);
    field.after(free);
    const { width } = free.getBoundingClientRect();
    free.remove();
    return width;
  };
  for (const field of document.querySelectorAll('select, input[type="date"], input[type="datetime-local"]')) {
    if (!isShown(field)) continue;
    const { width } = field.getBoundingClientRect();
    const contents =
      field.localName === 'select' ? [...field.options].map(({ text }) => new Option(text)) : [null];
    for (const content of contents)
      if (!HOSTILE.test(content?.text) && widthOf(field, content ? [content] : []) > width + 1)
        found.add(`${field.name} cuts off “${content?.text ?? field.type}”, in ${Math.round(width)} pixels`);
  }
  return [...found].slice(0, 10);
})();
