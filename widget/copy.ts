/**
 * Puts text on the clipboard. Where a page has no clipboard (not HTTPS) or may not write to it (an `<iframe>` without permission),
 * the old command; it copies what is selected in `field`. `false` where neither is allowed: then the text stays there, selected.
 */
export async function copyText(text: string, field: HTMLTextAreaElement): Promise<boolean> {
  field.hidden = true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // There is none, or it is denied: whatever the reason, there is another way
  }
  const focused = (field.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
  field.value = text;
  field.hidden = false;
  field.select();
  const isCopied = document.execCommand('copy');
  field.hidden = isCopied;
  if (isCopied) focused?.focus();
  return isCopied;
}
