/** One conversation with the V8 of an isolate, through workerd's inspector. */
export type Inspector = { send<Result>(method: string, params?: Record<string, unknown>): Promise<Result>; close(): void };

const ANSWERS_WITHIN_MS = 60_000;

/** Connects to the Worker `main` of a workerd that was started with `--inspector-addr`. */
export async function connectInspector(port: number, service = 'main'): Promise<Inspector> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${service}`);
  const waiting = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>();
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data));
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () =>
      reject(new Error(`The inspector at port ${port} did not open. Does workerd still run?`)),
    );
  });
  let id = 0;
  return {
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        id += 1;
        const timer = setTimeout(() => reject(new Error(`The inspector did not answer ${method}.`)), ANSWERS_WITHIN_MS);
        waiting.set(id, ({ result, error }) => {
          clearTimeout(timer);
          if (error === undefined) resolve(result as never);
          else reject(new Error(`${method}: ${error.message}`));
        });
        socket.send(JSON.stringify({ id, method, params }));
      }),
    close: () => socket.close(),
  };
}
