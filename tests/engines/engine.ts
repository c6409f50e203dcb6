/** Long enough for any machine: it is there to end a wait for what never comes. */
const HANG_MS = 120_000;

/** A browser that a test drives: one page at a time. */
export type Engine = {
  open: (url: string) => Promise<void>;
  /** Runs a function in the page. It may be asynchronous, and sees nothing of the test but its arguments. */
  run: <Arguments extends unknown[], Result>(
    code: (...given: Arguments) => Result | Promise<Result>,
    ...given: Arguments
  ) => Promise<Result>;
  close: () => Promise<void>;
};

/** Asks a page again and again until it says yes; throws with the question when it never does. */
export async function until(engine: Engine, question: () => boolean): Promise<void> {
  const deadline = Date.now() + HANG_MS;
  while (!(await engine.run(question))) {
    if (Date.now() > deadline) throw new Error(`The page went on answering no to ${question}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Waits until the document of an address is there, scripts and pictures apart. A question that fails is asked again: the page before it
 * went away in the middle.
 */
export async function untilOpen(url: string, ask: (isOpen: (url: string) => boolean) => Promise<boolean>): Promise<void> {
  for (let times = 0; times < 4800; times += 1) {
    if (await ask(isOpen).catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${url} was never open.`);
}

/** Runs in the page. */
function isOpen(url: string): boolean {
  return location.href === url && document.readyState !== 'loading';
}
