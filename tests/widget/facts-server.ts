import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { answer, gone } from './facts.fixture.ts';

/** How `/facts.json` behaves until it is told otherwise. */
export type Mode = 'well' | 'stale' | 'half' | 'busy' | 'missing' | 'malformed' | 'misshapen' | 'silent' | 'reset';

/**
 * `/facts.json` as the Worker serves it, out of the fixture, on the server that the tests run on. `POST /test/mode?mode=…` makes
 * it fail and forgets what was asked; `/test/requests` lists what was asked since.
 */
export function factsServer(): Plugin {
  let mode: Mode = 'well';
  let requests: string[] = [];
  return {
    name: 'facts-server',
    configureServer({ middlewares }) {
      middlewares.use('/test/mode', (request, response) => {
        mode = queryOf(request).get('mode') as Mode;
        requests = [];
        response.end();
      });
      middlewares.use('/test/requests', (_, response) => sendJson(response, 200, requests));
      for (const folder of ['', '/mirror', '/releases/2026-01-01.1']) {
        middlewares.use(`${folder}/facts.json`, (request, response) => {
          requests.push(request.originalUrl ?? '');
          serve(mode, request, response);
        });
      }
      for (const path of ['/facts/total-2025.txt', '/dataset.txt', '/releases/2026-01-01.1/dataset.txt']) {
        middlewares.use(path, (request, response) => {
          requests.push(request.originalUrl ?? '');
          if (mode === 'busy') sendJson(response, 500, { title: 'Internal error' });
          else response.end(`Cited from ${request.originalUrl}\n`);
        });
      }
    },
  };
}

function serve(mode: Mode, request: IncomingMessage, response: ServerResponse): void {
  switch (mode) {
    case 'well':
      serveFacts(queryOf(request), response);
      break;
    case 'stale':
      response.setHeader('Release-State', 'stale');
      serveFacts(queryOf(request), response);
      break;
    case 'half':
      sendJson(response, 200, {
        ...answer,
        facts: answer.facts.map(({ text, ...fact }) => (fact.topic === 'totals' ? fact : { ...fact, text })),
      });
      break;
    case 'busy':
      sendJson(response, 500, { title: 'Internal error' });
      break;
    case 'missing':
      sendJson(response, 404, { title: 'Not found' });
      break;
    case 'malformed':
      response.end('{"release": "2026-01-01.1", "facts": [');
      break;
    case 'misshapen':
      sendJson(response, 200, { ...answer, facts: answer.facts.map(({ text: _, ...fact }) => fact) });
      break;
    case 'silent':
      break;
    case 'reset':
      request.socket.destroy();
      break;
    default:
      mode satisfies never;
  }
}

function serveFacts(query: URLSearchParams, response: ServerResponse): void {
  const ids = list(query, 'ids');
  const topics = list(query, 'topic');
  const bad = [
    ...ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)),
    ...topics.filter((topic) => !['totals', 'partners'].includes(topic)),
  ];
  if (bad.length > 0) {
    sendJson(response, 400, { title: 'Bad request' });
    return;
  }
  const everything = ids.length + topics.length === 0;
  const facts = answer.facts.filter(({ fact, topic }) => everything || ids.includes(fact) || topics.includes(topic));
  const withdrawn = ids.includes(gone.fact) ? [gone] : [];
  const unknown = ids.filter((id) => id !== gone.fact && !answer.facts.some(({ fact }) => fact === id));
  // An answer has to be asked for again, but may be kept: as the Worker's are after five minutes
  response.setHeader('cache-control', 'max-age=0');
  sendJson(response, 200, { ...answer, count: facts.length, facts, withdrawn, ...(unknown.length > 0 ? { unknown } : {}) });
}

function list(query: URLSearchParams, name: string): string[] {
  return query.get(name)?.split(',') ?? [];
}

function queryOf({ originalUrl, url = '/' }: IncomingMessage & { originalUrl?: string | undefined }): URLSearchParams {
  return new URL(originalUrl ?? url, 'http://localhost').searchParams;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.setHeader('content-type', 'application/json');
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
  response.writeHead(status).end(JSON.stringify(body));
}
