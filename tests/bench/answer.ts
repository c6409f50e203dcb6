import { request } from 'node:http';

/** An answer as it came over the wire, not decoded; header names in lower case. */
export type Answer = { status: number; headers: readonly (readonly [string, string])[]; bytes: Uint8Array<ArrayBuffer> };

/** Asks once. Node's fetch decodes bodies, so this is the client below it. */
export function ask(url: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const raw = response.rawHeaders;
        const pairs = Array.from(
          { length: raw.length / 2 },
          (_, at) => [raw[2 * at]?.toLowerCase() ?? '', raw[2 * at + 1] ?? ''] as const,
        );
        resolve({ status: response.statusCode ?? 0, headers: pairs, bytes: new Uint8Array(Buffer.concat(parts)) });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** The value of a header; empty where it is absent. */
export function headerOf({ headers }: Answer, name: string): string {
  return headers.find(([each]) => each === name)?.[1] ?? '';
}
