import { digest } from '../data/manifest.ts';
import { ByteCache } from './byte-cache.ts';
import type { Opened } from './context.ts';
import type { Body } from './respond.ts';

/** Slices of releases as they were sent: enough for those that everybody asks for. */
const slices = new ByteCache<Body>(8 * 1024 * 1024);

/** A part of the release that is served, made once and then remembered under its canonical name. */
export async function slice({ serving }: Opened, name: string, make: () => Promise<Body>): Promise<Body> {
  const key = `${serving.snapshot.pointer.manifest} ${name}`;
  const known = slices.get(key);
  if (known !== undefined) return known;
  const body = await make();
  slices.set(key, body);
  return body;
}

/** Text as bytes with their type and digest. */
export async function toBody(text: string, type: string): Promise<Body> {
  const bytes = new TextEncoder().encode(text);
  return { bytes, type, sha256: await digest(bytes) };
}
