// The SHA-256 of a signed document, worked out by the browser: choose the file, or drop it on the field. It is sent nowhere.
(() => {
  const field = document.querySelector('[name="/consent/documentDigest"]:not([type="hidden"])');
  if (!field || !globalThis.crypto?.subtle) return;
  const fill = async (file) => {
    if (!file) return;
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    field.value = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const chooser = document.createElement('input');
  chooser.type = 'file';
  chooser.accept = 'application/pdf';
  chooser.setAttribute('aria-describedby', `${field.id}-hint`);
  chooser.setAttribute('aria-labelledby', `${field.id}-hint`);
  chooser.addEventListener('change', () => fill(chooser.files[0]));
  field.after(chooser);
  const place = field.closest('.field');
  place.addEventListener('dragover', (event) => event.preventDefault());
  place.addEventListener('drop', (event) => {
    event.preventDefault();
    fill(event.dataTransfer.files[0]);
  });
})();
