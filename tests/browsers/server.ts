import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type Server = { origin: string; close: () => Promise<void> };

/** Listens on a free port of this machine. `name` makes another origin of it: browsers tell localhost from 127.0.0.1. */
export async function listen(
  name: 'localhost' | '127.0.0.1',
  serve: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
  const server = createServer(serve);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      // Requests that are never answered, on purpose
      server.closeAllConnections();
    });
  return { origin: `http://${name}:${address.port}`, close };
}
