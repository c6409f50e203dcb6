import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** Long enough for any machine: it is there to end a wait for what never comes. */
const HANG_MS = 120_000;

/** An answer as it came over the wire. */
export type Answer = {
  status: number;
  /** Names in lower case, in the order in which they were sent. */
  headers: readonly (readonly [name: string, value: string])[];
  header(name: string): string | undefined;
  /** The bytes behind the head, without chunks. */
  sent: Buffer;
  /** The same without their content coding. */
  body: Buffer;
  text: string;
  /** Milliseconds from the first byte that was sent to the last that came. */
  took: number;
};

export type Asked = { method?: string; headers?: readonly (readonly [string, string])[]; body?: string | Buffer };

/** Asks for a target exactly as it is written, without a look at what it says. */
export function ask(port: number, target: string, { method = 'GET', headers = [], body }: Asked = {}): Promise<Answer> {
  const named = (name: string) => headers.some(([each]) => each.toLowerCase() === name);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(named('host') ? [] : ['Host: xizang-trade.example']),
    'Connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined || named('content-length') ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  return exchange(port, Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body ?? '')]), method);
}

/** Sends bytes through a socket of their own, and reads what comes back until it is closed. */
export function exchange(port: number, bytes: Buffer, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let failed: Error | undefined;
    const socket = connect(port, '127.0.0.1', () => {
      const started = performance.now();
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('close', () => {
        try {
          resolve(parse(Buffer.concat(chunks), method, performance.now() - started));
        } catch (error) {
          reject(failed ?? error);
        }
      });
      socket.write(bytes);
    });
    // Who does not read a body may reset the connection behind the answer
    socket.on('error', (error) => {
      failed = error;
      if (socket.connecting) reject(error);
    });
    socket.setTimeout(HANG_MS, () => socket.destroy(new Error('There was no answer within two minutes.')));
  });
}

function parse(all: Buffer, method: string, took: number): Answer {
  const end = all.indexOf('\r\n\r\n');
  if (end === -1) throw new Error(`That is no HTTP answer: ${JSON.stringify(all.subarray(0, 200).toString('latin1'))}`);
  const [first = '', ...lines] = all.subarray(0, end).toString('latin1').split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  const header = (name: string) => {
    const values = headers.filter(([each]) => each === name.toLowerCase()).map(([, value]) => value);
    return values.length === 0 ? undefined : values.join(', ');
  };
  const rest = all.subarray(end + 4);
  const sent = header('transfer-encoding') === 'chunked' ? joinChunks(rest) : rest;
  const length = header('content-length');
  if (length !== undefined && method !== 'HEAD' && sent.length > 0 && Number(length) !== sent.length)
    throw new Error(`${sent.length} bytes came where ${length} were announced.`);
  const body = decode(sent, header('content-encoding'));
  return { status: Number(first.split(' ')[1]), headers, header, sent, body, text: body.toString(), took };
}

function joinChunks(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16);
    if (end === -1 || Number.isNaN(size)) throw new Error('The answer ended in the middle of its chunks.');
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

function decode(sent: Buffer, coding: string | undefined): Buffer {
  if (sent.length === 0) return sent;
  switch (coding) {
    case 'br':
      return brotliDecompressSync(sent);
    case 'gzip':
      return gunzipSync(sent);
    default:
      return sent;
  }
}

/** The statuses of many requests through one connection. */
export function pipelined(port: number, targets: readonly string[]): Promise<number[]> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => {
      const last = targets.length - 1;
      socket.write(
        targets
          .map((target, index) => `GET ${target} HTTP/1.1\r\nHost: x\r\n${index === last ? 'Connection: close\r\n' : ''}\r\n`)
          .join(''),
      );
    });
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve([...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))));
    socket.setTimeout(HANG_MS, () => socket.destroy(new Error('There was no answer within two minutes.')));
  });
}
