import { PublishingError } from './namespace.ts';
import { runWrangler } from './wrangler.ts';

/** The default of wrangler, which takes the same variable. */
const apiUrl = () => process.env.CLOUDFLARE_API_BASE_URL ?? 'https://api.cloudflare.com/client/v4';
const DEADLINE_MS = 60_000;

/**
 * Opens a way to read single values as bytes, by the API's own address for it: wrangler would start a process for each. Who
 * asks is whoever is logged in to wrangler. The way gives `null` for a key that is not there.
 *
 * https://developers.cloudflare.com/api/resources/kv/subresources/namespaces/subresources/values/methods/get/
 */
export function openValueReader(namespace: string): (key: string) => Promise<ArrayBuffer | null> {
  let login: Promise<{ headers: Record<string, string>; account: string }> | undefined;
  return async (key) => {
    login ??= logIn();
    const { headers, account } = await login;
    const url = `${apiUrl()}/accounts/${account}/storage/kv/namespaces/${namespace}/values/${encodeURIComponent(key)}`;
    const response = await ask(url, headers);
    if (response.status === 404) return null;
    return (await taken(response, `reading ${key}`)).arrayBuffer();
  };
}

async function logIn() {
  const headers = toHeaders(JSON.parse((await runWrangler(['auth', 'token', '--json'])).toString()));
  return { headers, account: process.env.CLOUDFLARE_ACCOUNT_ID ?? (await findAccount(headers)) };
}

/** What wrangler says of a login: a token of its own or one that was given, or the older pair of key and address. */
type Login = { type: 'oauth' | 'api_token'; token: string } | { type: 'api_key'; key: string; email: string };

function toHeaders(login: Login): Record<string, string> {
  if (login.type === 'api_key') return { 'X-Auth-Key': login.key, 'X-Auth-Email': login.email };
  return { Authorization: `Bearer ${login.token}` };
}

async function findAccount(headers: Record<string, string>): Promise<string> {
  const response = await taken(await ask(`${apiUrl()}/accounts`, headers), 'asking for the account');
  const { result } = (await response.json()) as { result: { id: string }[] };
  const [account, ...others] = result;
  if (account !== undefined && others.length === 0) return account.id;
  throw new PublishingError(
    `The login has ${result.length} accounts. Set CLOUDFLARE_ACCOUNT_ID to the one that holds the namespace.`,
  );
}

async function ask(url: string, headers: Record<string, string>): Promise<Response> {
  try {
    return await fetch(url, { headers, signal: AbortSignal.timeout(DEADLINE_MS) });
  } catch (error) {
    throw new PublishingError(`${new URL(url).host} did not answer (${(error as Error).message}). Run the command again.`, {
      cause: error,
    });
  }
}

async function taken(response: Response, what: string): Promise<Response> {
  if (response.ok) return response;
  const words = (await response.text()).slice(0, 500);
  throw new PublishingError(`${new URL(response.url).host} answered ${response.status} when ${what}: ${words}`);
}
