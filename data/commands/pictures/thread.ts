import { parentPort, workerData } from 'node:worker_threads';
import type { Picture } from '../../pictures/picture.ts';
import { drawPack, openRenderer } from './draw-pack.ts';
import { openTypesetter, UnknownCharacterError } from './typesetter.ts';

/** What comes back for a picture: its pack, or what in it cannot be drawn. */
export type Drawn = { status: 'drawn'; pack: Uint8Array } | { status: 'failed'; reason: string };

/** Draws what it is sent, one after the other; `workerData` is all the text that may come. */
const ready = Promise.all([openTypesetter(workerData as string), openRenderer()]);

parentPort?.on('message', async (picture: Picture) => {
  const [typeset] = await ready;
  parentPort?.postMessage(await draw(picture, typeset));
});

async function draw(...[picture, typeset]: Parameters<typeof drawPack>): Promise<Drawn> {
  try {
    return { status: 'drawn', pack: await drawPack(picture, typeset) };
  } catch (error) {
    if (!(error instanceof UnknownCharacterError)) throw error;
    return { status: 'failed', reason: error.message };
  }
}
