import type { CDPSession } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { toEmbed } from './embed.ts';
import { openPage, openScene, type Scene, settled } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

const isLong = inject('extent') === 'all';
const TIMES = isLong ? 1000 : 100;

/** What one insertion may leave behind. A card alone takes some 20,000, so that a single one that is kept in ten would show. */
const MOST_BYTES_EACH = 200;

it(`${TIMES} cards that come and go leave nothing behind`, async () => {
  const { page } = await openPage(
    scene,
    scene.host.page(`${toEmbed(scene.publication.origin, ['total-2025'])}<div id="place"></div>`),
  );
  await settled(page);
  const session = await page.context().newCDPSession(page);
  // What is made once, such as compiled code, is there afterwards
  await page.evaluate(comeAndGo, TIMES / 5);
  const before = await measure(session);
  await page.evaluate(comeAndGo, TIMES);
  const after = await measure(session);
  expect([after.nodes, after.listeners]).toEqual([before.nodes, before.listeners]);
  // Among a hundred the memory of the engine itself weighs more than what they may leave
  if (isLong) expect((after.bytes - before.bytes) / TIMES).toBeLessThan(MOST_BYTES_EACH);
  await page.context().close();
});

/** Runs in the page: half of the cards are shown before they go, the others are gone before there is an answer. */
async function comeAndGo(times: number): Promise<void> {
  const place = document.getElementById('place') ?? document.body;
  for (let index = 0; index < times; index += 1) {
    const card = document.createElement('xizang-trade');
    card.setAttribute('fact', 'total-2025');
    const shown = new Promise((resolve) => card.addEventListener('xizang-trade-load', resolve, { once: true }));
    place.append(card);
    if (index % 2 === 0) await shown;
    card.remove();
  }
}

async function measure(session: CDPSession): Promise<{ nodes: number; listeners: number; bytes: number }> {
  // What the first collection lets go of, the second finds
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
  const { usedSize: bytes } = await session.send('Runtime.getHeapUsage');
  return { nodes, listeners, bytes };
}
