// Runs in the page: ids of ours that stand where a name belongs. Allowed are rows that are labeled as ids,
// folded details about ids and hashes, raw texts for programs, and the id beneath "Unknown …" of what there
// is no name of.
(() => {
  const ID = /^(par|lic|itm|key|opr|rst|cmp|prd|stm|hld|phr|dlv|rfs|pub|dcl|adj|ext|fnd)_[0-9a-f]{32}$/;
  const found = [];

  const isLabeled = (element) => {
    const label = element.closest('dd')?.previousElementSibling?.textContent ?? '';
    if (/\bID\b/.test(label)) return true;
    const fold = element.closest('details')?.querySelector('summary')?.textContent ?? '';
    return /\b(IDs|Hashes)\b/.test(fold);
  };
  const isBesideName = (element) => {
    const named = element.closest('.named');
    return named !== null && named.textContent.trim() !== element.textContent.trim();
  };

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement: element, textContent } = texts.currentNode;
    const text = textContent.trim();
    if (!ID.test(text) || element.closest('pre, script, .code, dl.secret')) continue;
    if (!isLabeled(element) && !isBesideName(element))
      found.push(
        `${text} in <${element.parentElement.localName}> "${element.parentElement.parentElement?.textContent.trim().slice(0, 80)}"`,
      );
  }
  for (const input of document.querySelectorAll(
    'input:not([type="hidden"], [type="checkbox"], [type="radio"]), textarea, option',
  ))
    if (ID.test((input.localName === 'option' ? input.textContent : input.value).trim()))
      found.push(`${input.name || input.localName}: ${input.value}`);
  return [...new Set(found)].slice(0, 10);
})();
