import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { FactsAnswer } from '../../data/fact.ts';
import { listen, type Server } from './server.ts';

const DIST = join(import.meta.dirname, '../../dist');
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.txt': 'text/plain',
};
/** What the Worker says with every file, as far as a browser asks for it. */
const HEADERS = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** How the facts are answered: right, with status 500, never, with a closed connection, with half a document. */
export type Behaviour = 'well' | 'busy' | 'silent' | 'reset' | 'malformed';

/** The built publication as pages elsewhere see it. A test sets how it behaves, and reads what was asked for. */
export type Publication = Server & {
  behaviour: Behaviour;
  requests: string[];
  /** Keeps scripts back until the function that it hands out is called. */
  holdScripts: () => () => void;
};

/** All facts, as they were built. */
export function readFacts(): FactsAnswer {
  return JSON.parse(readBuilt('/facts.json').toString());
}

/**
 * Serves what was built from another origin than the pages of the tests: the element, its style, and the facts by id and topic.
 * The Worker itself is tested elsewhere; here the answers must be able to fail.
 */
export async function servePublication(): Promise<Publication> {
  const server = await listen('127.0.0.1', (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://publication');
    publication.requests.push(request.url ?? '');
    if (pathname.endsWith('/facts.json')) sendFacts(publication.behaviour, pathname, searchParams, response);
    else if (pathname.endsWith('.js')) held.then(() => sendFile(pathname, response));
    else sendFile(pathname, response);
  });
  let held = Promise.resolve();
  const holdScripts = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    return resolve;
  };
  const publication: Publication = { ...server, behaviour: 'well', requests: [], holdScripts };
  return publication;
}

function sendFacts(behaviour: Behaviour, pathname: string, query: URLSearchParams, response: ServerResponse): void {
  switch (behaviour) {
    case 'well':
      send(response, 200, '.json', JSON.stringify(selectFacts(JSON.parse(readBuilt(pathname).toString()), query)));
      break;
    case 'busy':
      send(response, 500, '.json', '{"title":"Internal error"}');
      break;
    case 'silent':
      break;
    case 'reset':
      response.destroy();
      break;
    case 'malformed':
      send(response, 200, '.json', readBuilt(pathname).subarray(0, 1000));
      break;
    default:
      behaviour satisfies never;
  }
}

function selectFacts(answer: FactsAnswer, query: URLSearchParams): FactsAnswer {
  if (query.size === 0) return answer;
  const list = (name: string) => query.get(name)?.split(',') ?? [];
  const facts = answer.facts.filter(({ fact, topic }) => list('ids').includes(fact) || list('topic').includes(topic));
  const unknown = list('ids').filter((id) => facts.every(({ fact }) => fact !== id));
  return { ...answer, count: facts.length, facts, ...(unknown.length > 0 ? { unknown } : {}) };
}

function sendFile(pathname: string, response: ServerResponse): void {
  if (pathname.endsWith('.txt')) send(response, 200, '.txt', `A citation of ${pathname}`);
  else if (isBuilt(pathname)) send(response, 200, extname(pathname), readBuilt(pathname));
  else send(response, 404, '.txt', 'Not found');
}

function send(response: ServerResponse, status: number, suffix: string, body: string | Buffer): void {
  response.writeHead(status, { ...HEADERS, 'content-type': `${TYPES[suffix]}; charset=utf-8` }).end(body);
}

function isBuilt(path: string): boolean {
  return /^\/[\w./-]+\.(js|css|json)$/.test(path) && !path.includes('..') && placesOf(path).some(existsSync);
}

function readBuilt(path: string): Buffer {
  const file = placesOf(path).find(existsSync);
  if (file === undefined) throw new Error(`There is no ${path} in dist/. Run npm run build first.`);
  return readFileSync(file);
}

function placesOf(path: string): string[] {
  return [join(DIST, 'site', path), join(DIST, 'release', path)];
}
