// The buttons that copy what they name, also those that a page gets later. Without this script, or where the clipboard is denied,
// the text itself can be selected.
for (const button of document.querySelectorAll('button[data-copies]')) button.hidden = false;

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest('button[data-copies]') : null;
  if (button === null) return;
  const field = document.getElementById(button.dataset.copies);
  // A second click comes while it says that it has copied
  button.dataset.label ??= button.textContent;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return; // Denied: the text stands selected, ready for the keyboard
  }
  button.textContent = button.dataset.copied;
  setTimeout(() => {
    button.textContent = button.dataset.label;
  }, 2000);
});
