import { langOf } from './language.ts';

/** A fact as the page printed it between the tags: its figure, in its language, and its value where it can be read. */
export type Printed = { figure: HTMLElement; lang: string; was: { value: number; text: string } };

/** What stands between the tags, by the name of the fact. A value that cannot be read is NaN. */
export function readPrinted(element: Element): Map<string, Printed> {
  return new Map(
    [...element.querySelectorAll<HTMLElement>('[data-fact]')].map((figure) => {
      const data = figure.querySelector('data');
      const printed = {
        figure,
        lang: langOf(figure),
        was: { value: Number(data?.value.trim() || Number.NaN), text: data?.textContent?.trim() ?? '' },
      };
      return [figure.dataset.fact ?? '', printed];
    }),
  );
}

/** Whether a reader sees nothing there. */
export function isEmpty(element: Element): boolean {
  return element.childElementCount === 0 && !element.textContent?.trim();
}
