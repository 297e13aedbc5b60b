// Runs in the page: what does not fit into the window, in words. Ignored is what can be scrolled to within
// its own box, what is there for screen readers only, and what waits outside until it has the focus.
(() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > width)
    found.push(`the page is ${document.documentElement.scrollWidth} pixels wide`);

  const overflowOf = (element) => getComputedStyle(element).overflowX;
  const isAnyAbove = (element, is) => {
    for (let above = element.parentElement; above && above !== document.body; above = above.parentElement)
      if (is(above)) return true;
    return false;
  };
  const isScrolled = (element) => ['auto', 'scroll'].includes(overflowOf(element));
  const isForReadersOnly = (element) => element.clientWidth <= 1 && overflowOf(element) === 'hidden';
  const nameOf = (element) => {
    const classes = [...element.classList].map((name) => `.${name}`).join('');
    return `<${element.localName}${classes}> "${(element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60)}"`;
  };

  for (const element of document.body.querySelectorAll('*')) {
    if (!(element instanceof HTMLElement) && element.localName !== 'svg') continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || box.right <= 0 || box.bottom + scrollY <= 0) continue;
    if (isAnyAbove(element, (above) => isScrolled(above) || isForReadersOnly(above))) continue;
    const beyond = Math.max(box.right - width, -box.left);
    if (beyond > 1) found.push(`${nameOf(element)} stands out by ${Math.round(beyond)} pixels`);
    // A field is scrolled by whoever writes in it.
    if (element.matches('input, textarea, select')) continue;
    const isCut =
      ['hidden', 'clip'].includes(overflowOf(element)) && element.scrollWidth > element.clientWidth + 1;
    if (isCut && getComputedStyle(element).textOverflow !== 'ellipsis')
      found.push(`${nameOf(element)} is cut off: ${element.scrollWidth} of ${element.clientWidth} pixels`);
  }
  return found.slice(0, 10);
})();
