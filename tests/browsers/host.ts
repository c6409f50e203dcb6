import { FONT_HEAD, serveFont } from './fonts.ts';
import { listen, type Server } from './server.ts';

/** A newspaper: pages that a test makes up, in fonts of its own, with the headers of its policy. */
export type Host = Server & {
  /** Puts a page up and hands out its address. */
  page: (html: string, headers?: Record<string, string>) => string;
  /** A script of the host itself, which its policy may name by 'self'. */
  script: (code: string) => string;
};

export async function serveHost(): Promise<Host> {
  const files = new Map<string, { type: string; body: string | Buffer; headers: Record<string, string> }>();
  const server = await listen('localhost', (request, response) => {
    const font = serveFont(request.url ?? '');
    const file = font === undefined ? files.get(request.url ?? '') : { ...font, headers: {} };
    if (file === undefined) response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
    else response.writeHead(200, { ...file.headers, 'content-type': `${file.type}; charset=utf-8` }).end(file.body);
  });
  const put = (type: string, body: string, headers: Record<string, string>) => {
    const path = `/${files.size + 1}`;
    files.set(path, { type, body, headers });
    return `${server.origin}${path}`;
  };
  return {
    ...server,
    page: (html, headers = {}) => put('text/html', toDocument(html, headers), headers),
    script: (code) => put('text/javascript', code, {}),
  };
}

/** A page with a language, a width and fonts of its own, unless it is whole already. A policy may forbid the fonts. */
function toDocument(html: string, headers: Record<string, string>): string {
  if (html.startsWith('<!doctype')) return html;
  const fonts = Object.keys(headers).length === 0 ? FONT_HEAD : '';
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A newspaper</title>${fonts}`;
  return `<!doctype html><html lang="en"><head>${head}</head><body><main><h1>News</h1>\n${html}\n</main></body></html>`;
}
