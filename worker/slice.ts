import { digest } from '../data/manifest.ts';
import { ByteCache } from './byte-cache.ts';
import type { Opened } from './context.ts';
import { Recent } from './recent.ts';
import type { Body } from './respond.ts';

/** Slices of releases as they were sent: enough for those that everybody asks for. */
const slices = new ByteCache<Body>(8 * 1024 * 1024);

/** The canonical names of addresses as they were asked for; an address has some 1,300 bytes at most. */
const canonical = new Recent<string>(1000);

/** A part of the release that is served, made once and then remembered under its canonical name, which `address` leads to. */
export async function slice(opened: Opened, name: string, make: () => Promise<Body>, address = name): Promise<Body> {
  const key = keyOf(opened, name);
  const body = slices.get(key) ?? (await make());
  slices.set(key, body);
  if (address !== name) canonical.set(keyOf(opened, address), key);
  return body;
}

/** What was sent to this very address before, without a look at its query. */
export function recall(opened: Opened, address: string): Body | undefined {
  const key = keyOf(opened, address);
  return slices.get(canonical.get(key) ?? key);
}

/** Text as bytes with their type and digest. */
export async function toBody(text: string, type: string): Promise<Body> {
  const bytes = new TextEncoder().encode(text);
  return { bytes, type, sha256: await digest(bytes) };
}

function keyOf({ serving }: Opened, name: string): string {
  return `${serving.snapshot.pointer.manifest} ${name}`;
}
