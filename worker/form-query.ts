/** A form sends a field that is empty, and a box for each value: here they mean nothing, and a list. */
export function toFormQuery(sent: URLSearchParams): URLSearchParams {
  const names = [...new Set(sent.keys())];
  const filled = names.map((name) => [name, sent.getAll(name).filter(Boolean).join(',')] as const);
  return new URLSearchParams(filled.filter(([, value]) => value !== '').map(([name, value]) => [name, value]));
}
