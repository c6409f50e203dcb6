import { createServer, type IncomingMessage } from 'node:http';

/** What an answer is made of; `undefined` lets the stand-in answer as Cloudflare would. */
export type Fault = (request: { method: string; path: string; nth: number }) => 'cut' | number | undefined;

/** Cloudflare's KV as its REST API shows it, on loopback, for the real wrangler; with faults on request. */
export type KvApi = {
  values: Map<string, Buffer>;
  /** `METHOD path`, without what all have in common. */
  requests: string[];
  fault: Fault;
  /** Alters what a read gives back, such as by an edge that lags behind. */
  show: (key: string, value: Buffer | undefined) => Buffer | undefined;
  /** For wrangler: where the API is, and who asks. */
  env: Record<string, string>;
  close(): Promise<void>;
};

export const NAMESPACE = '0123456789abcdef0123456789abcdef';
const PAGE_SIZE = 3;

/** Starts the stand-in. Listings come in pages of three, so that every test goes through more than one. */
export async function startKvApi(): Promise<KvApi> {
  const api: KvApi = {
    values: new Map(),
    requests: [],
    fault: () => undefined,
    show: (_, value) => value,
    env: {},
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const path = decodeURIComponent(pathname.replace(`/accounts/account/storage/kv/namespaces/${NAMESPACE}/`, ''));
    const method = request.method ?? '';
    api.requests.push(`${method} ${path}`);
    const fault = api.fault({ method, path, nth: api.requests.length });
    if (fault === 'cut') return response.destroy();
    const known = request.headers.authorization === 'Bearer token';
    const refused = fault === undefined ? (known ? undefined : failure(403, 'Who are you?')) : failure(fault, 'KV is not well');
    const { status, content } = refused ?? answer(api, { method, path, searchParams, body });
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port.');
  api.env = {
    CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${address.port}`,
    CLOUDFLARE_API_TOKEN: 'token',
    CLOUDFLARE_ACCOUNT_ID: 'account',
  };
  return api;
}

type Asked = { method: string; path: string; searchParams: URLSearchParams; body: Buffer };

type Answer = { status: number; content: string | Buffer };

/** https://developers.cloudflare.com/api/resources/kv/subresources/namespaces/ */
function answer({ values, show }: KvApi, { method, path, searchParams, body }: Asked): Answer {
  const json = () => JSON.parse(body.toString());
  const key = path.slice('values/'.length);
  switch (`${method} ${path.replace(/^values\/.*/, 'values')}`) {
    case 'GET keys': {
      const from = Number(searchParams.get('cursor') || 0);
      const names = [...values.keys()].filter((name) => name.startsWith(searchParams.get('prefix') ?? '')).toSorted();
      const page = names.slice(from, from + PAGE_SIZE).map((name) => ({ name }));
      return success(page, { cursor: from + PAGE_SIZE < names.length ? String(from + PAGE_SIZE) : '' });
    }
    case 'POST bulk/get': {
      // A value comes out as text, whatever it is
      const read = (name: string) => show(name, values.get(name))?.toString() ?? null;
      return success({ values: Object.fromEntries((json().keys as string[]).map((name) => [name, read(name)])) });
    }
    case 'PUT bulk':
      for (const row of json() as { key: string; value: string; base64?: boolean }[])
        values.set(row.key, Buffer.from(row.value, row.base64 ? 'base64' : 'utf8'));
      return success({});
    case 'GET values': {
      const value = show(key, values.get(key));
      return value === undefined ? failure(404, 'key not found') : { status: 200, content: value };
    }
    case 'DELETE values':
      values.delete(key);
      return success({});
    default:
      return failure(400, `${method} ${path} is unknown here.`);
  }
}

function success(result: unknown, result_info = {}): Answer {
  return { status: 200, content: JSON.stringify({ success: true, errors: [], messages: [], result, result_info }) };
}

function failure(status: number, message: string): Answer {
  const errors = [{ code: 10_000 + status, message }];
  return { status, content: JSON.stringify({ success: false, errors, messages: [], result: null }) };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
