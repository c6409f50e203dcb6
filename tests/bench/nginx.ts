import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, type Server, startServer } from './server.ts';

const NGINX = '/usr/sbin/nginx';

/** nginx with one worker, the same files, and their headers; `undefined` where it is not installed (Debian: nginx-light). */
export async function startNginx(
  folder: string,
  files: ReadonlyMap<string, { bytes: Uint8Array; headers: readonly (readonly [string, string])[] }>,
): Promise<Server | undefined> {
  if (!existsSync(NGINX)) return undefined;
  const port = await freePort();
  mkdirSync(join(folder, 'files'), { recursive: true });
  for (const [path, { bytes }] of files) writeFileSync(join(folder, 'files', path), bytes);
  const config = join(folder, 'nginx.conf');
  writeFileSync(config, toConfig(folder, port, files));
  // Without a master process the worker is the process that is measured
  return startServer(NGINX, ['-p', folder, '-e', 'stderr', '-c', config], port);
}

/** What nginx says itself about a file. */
const OWN = ['content-type', 'content-length', 'etag', 'last-modified', 'date'];

function toConfig(folder: string, port: number, files: Parameters<typeof startNginx>[1]): string {
  const quote = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const locations = [...files].map(([path, { headers }]) => {
    const type = headers.find(([name]) => name === 'content-type')?.[1] ?? 'text/plain';
    const added = headers.filter(([name]) => !OWN.includes(name)).map(([name, value]) => `add_header ${name} ${quote(value)};`);
    return `location = ${path} { types { } default_type ${quote(type)}; ${added.join(' ')} }`;
  });
  return `daemon off;
master_process off;
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  open_file_cache max=100;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/temp;`).join(' ')}
  server {
    listen 127.0.0.1:${port};
    root ${folder}/files;
    ${locations.join('\n    ')}
  }
}
`;
}
