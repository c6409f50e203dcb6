/**
 * Runs in a page: how every part of every card looks, a line each: name, place and size in whole pixels, then what is not the same as
 * around it. No picture: how the edges of letters are drawn differs from one build of Chromium to the next, all of this does not.
 */
export function looks(): string[] {
  const STYLES = ['color', 'background-color', 'border-top', 'border-left', 'font-size', 'font-weight', 'text-decoration-line'];
  const SHAPES = ['d', 'cx', 'cy', 'r', 'x', 'y', 'width', 'height', 'points'];
  const lines: string[] = [];
  const add = (element: Element, depth: number) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    if (width === 0 && height === 0) return;
    const style = getComputedStyle(element);
    const around = getComputedStyle(element.parentElement ?? document.body);
    const told = STYLES.flatMap((name) => {
      const value = style.getPropertyValue(name);
      return value === around.getPropertyValue(name) || /^0px|rgba\(0, 0, 0, 0\)$/.test(value) ? [] : [`${name}: ${value}`];
    });
    const drawn =
      element instanceof SVGElement ? ['fill', 'stroke'].map((name) => `${name}: ${style.getPropertyValue(name)}`) : [];
    const shapes = SHAPES.flatMap((name) => (element.hasAttribute(name) ? [`${name}="${element.getAttribute(name)}"`] : []));
    const name = `${element.localName}${(element.getAttribute('class') ?? '').replace(/^| /g, '.')}`.replace(/\.$/, '');
    const box = [x, y + scrollY, width, height].map(Math.round).join(' ');
    lines.push(`${'  '.repeat(depth)}${name} [${box}] ${[...told, ...drawn, ...shapes].join('; ')}`.trimEnd());
    for (const child of element.children) add(child, depth + 1);
  };
  document.querySelectorAll('xizang-trade').forEach((element) => {
    const root = element.shadowRoot;
    const shown = root === null || root.querySelector('slot') !== null ? element : root;
    shown.querySelectorAll('.xt-card, .xt-inline').forEach((card) => {
      add(card, 0);
    });
  });
  return lines;
}
