// Small parts of a verdict. All that comes from elsewhere is text and nothing but text.

/** `content`: text, an element, or a list of them. */
export function part(tag, content, className) {
  const made = document.createElement(tag);
  made.append(...[content].flat().filter((one) => one !== undefined && one !== null));
  if (className) made.className = className;
  return made;
}

/** In the reader's zone, with UTC on hover and for programs. */
export function time(seconds, text) {
  const made = part('time', text);
  const iso = new Date(seconds * 1000).toISOString();
  made.dateTime = iso;
  made.title = `${iso.slice(0, 19).replace('T', ' ')} UTC`;
  return made;
}

/** Rows of name and content; those without content are left out. */
export function facts(rows) {
  const list = part('dl', [], 'facts');
  for (const [name, content] of rows)
    if (content !== undefined && content !== '') list.append(part('div', [part('dt', name), part('dd', content)]));
  return list;
}
