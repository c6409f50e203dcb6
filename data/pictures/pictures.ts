import type { Content } from '../content.ts';
import type { Description } from '../schema.ts';
import type { Picture } from './picture.ts';
import { packPath, toStates } from './states.ts';

/** A picture to be drawn in all its variants, and the path of the file that is to hold them. */
export type Planned = { path: string; picture: Picture };

/** Every state of every fact in the releases, and in the draft that may be the last of `contents`. Pure. */
export function toPictures(contents: readonly Content[], { title, origin }: Description): Planned[] {
  const home = { title, address: origin.replace(/^https?:\/\//, '') };
  return toStates(contents).map((state) => ({
    path: packPath(state.fact.fact, state.since.id),
    picture: { ...state, home },
  }));
}
