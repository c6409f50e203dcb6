import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { answer } from './facts.fixture.ts';

/** How `/facts.json` behaves until it is told otherwise. */
export type Mode = 'well' | 'busy' | 'missing' | 'malformed' | 'misshapen' | 'silent' | 'reset';

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
      middlewares.use('/facts.json', (request, response) => {
        requests.push(request.originalUrl ?? '');
        serve(mode, request, response);
      });
    },
  };
}

function serve(mode: Mode, request: IncomingMessage, response: ServerResponse): void {
  switch (mode) {
    case 'well':
      serveFacts(queryOf(request), response);
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
  const facts = answer.facts.filter(({ fact, topic }) => ids.includes(fact) || topics.includes(topic));
  const unknown = ids.filter((id) => !answer.facts.some(({ fact }) => fact === id));
  sendJson(response, 200, { ...answer, count: facts.length, facts, ...(unknown.length > 0 ? { unknown } : {}) });
}

function list(query: URLSearchParams, name: string): string[] {
  return query.get(name)?.split(',') ?? [];
}

function queryOf({ originalUrl, url = '/' }: IncomingMessage & { originalUrl?: string | undefined }): URLSearchParams {
  return new URL(originalUrl ?? url, 'http://localhost').searchParams;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
}
