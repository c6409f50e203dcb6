import { parentPort, workerData } from 'node:worker_threads';
import type { Picture } from '../../pictures/picture.ts';
import { drawPack, openRenderer } from './draw-pack.ts';
import { openTypesetter } from './typesetter.ts';

/** Draws what it is sent, one after the other; `workerData` is all the text that may come. */
const ready = Promise.all([openTypesetter(workerData as string), openRenderer()]);

parentPort?.on('message', async (picture: Picture) => {
  const [typeset] = await ready;
  parentPort?.postMessage(await drawPack(picture, typeset));
});
