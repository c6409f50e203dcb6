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

/** Asks a page again and again until it says yes; throws with the question when it does not within ten seconds. */
export async function until(engine: Engine, question: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await engine.run(question))) {
    if (Date.now() > deadline) throw new Error(`For twenty seconds the page answered no to ${question}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
