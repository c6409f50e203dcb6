/**
 * Puts text on the clipboard. Where a page has no clipboard (not HTTPS) or may not write to it (an `<iframe>` without permission),
 * the old command; it copies what is selected in `field`. `false` where neither is allowed: then the text stays there, selected.
 */
export async function copyText(text: string, field: HTMLTextAreaElement): Promise<boolean> {
  field.hidden = true;
  if (navigator.clipboard !== undefined) {
    const written = await navigator.clipboard.writeText(text).then(
      () => true,
      // NotAllowedError, whatever the reason; there is nothing to tell anybody yet
      () => false,
    );
    if (written) return true;
  }
  field.value = text;
  field.hidden = false;
  const before = (field.getRootNode() as ShadowRoot).activeElement;
  field.focus();
  field.select();
  if (!document.execCommand('copy')) return false;
  field.hidden = true;
  if (before instanceof HTMLElement) before.focus();
  return true;
}
