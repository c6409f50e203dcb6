/** A form sends a field that is empty, and a box for each value: here they mean nothing, and a list. */
export function toFormQuery(sent: URLSearchParams): URLSearchParams {
  const names = [...new Set(sent.keys())].filter((name) => !TAGS.test(name));
  const filled = names.map((name) => [name, sent.getAll(name).filter(Boolean).join(',')] as const);
  return new URLSearchParams(filled.filter(([, value]) => value !== '').map(([name, value]) => [name, value]));
}

/** What services that count visits put behind addresses. */
const TAGS = /^(utm_\w+|fbclid|[gw]braid|d?gclid|dclid|yclid|msclkid|igshid|mc_[ce]id|_gl|spm)$/;
