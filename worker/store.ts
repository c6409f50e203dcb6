import type { ManifestFile } from '../data/keys.ts';
import { ByteCache } from './byte-cache.ts';
import type { Copies, Copy } from './copies.ts';
import { loadBlob, loadPointer, loadSnapshot, type Snapshot } from './load.ts';
import { log } from './log.ts';

/** What is served, and how fresh it is: `stale` when the last look into KV failed, `seed` when KV has never answered. */
export type Serving = { snapshot: Snapshot; state: 'current' | 'stale' | 'seed' };

/** What the last look into KV brought: a release that went live, none that was newer, a pointer older than what is served, or an error. */
export type Look = { outcome: 'live' | 'unchanged' | 'older' | 'failed'; at: number; failures: number };

/** Where the bytes of a file came from. */
export type Source = 'memory' | Copy['name'];

/** No copy has the bytes of a file that the manifest lists: a fault on our side, never a 404. */
export class UnavailableError extends Error {}

const REFRESH_MS = 60_000;
const LONGEST_BACKOFF_MS = 300_000;
/** How long a cold isolate waits for KV before it serves the seed. */
const COLD_DEADLINE_MS = 800;
const COLD_LOOK_MS = 20;
const COLD_FILES_BYTES = 16 * 1024 * 1024;

/**
 * The releases as one isolate sees them. Any copy beats an error: memory, then KV, then the seed. A release goes live in one
 * assignment, after everything it needs was read and verified; `seq` never falls. Holds no promise between requests, because
 * the platform hangs requests that wait for each other's.
 */
export class Store {
  #serving: Serving | undefined;
  #seed: Snapshot | undefined;
  #nextRefresh = 0;
  #failures = 0;
  #cold = new ByteCache<{ bytes: Uint8Array }>(COLD_FILES_BYTES);
  #look: Look | undefined;
  #source: Source | undefined;
  #clock: () => number;

  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** For who watches: the last look into KV that has ended, and where the bytes of the last file came from. */
  get seen(): { look: Look | undefined; source: Source | undefined } {
    return { look: this.#look, source: this.#source };
  }

  /** The release to answer one request from. Warm it never waits; cold it waits for KV no longer than its deadline. */
  async serving(copies: Copies, waitUntil: (work: Promise<void>) => void): Promise<Serving> {
    const due = this.#clock() >= this.#nextRefresh;
    const refresh = due ? this.#refresh(copies) : undefined;
    if (refresh !== undefined) waitUntil(refresh);
    if (this.#serving !== undefined) return this.#serving;
    // Cold. A request may not await what another one has begun, so the others look again and again
    await (refresh === undefined ? this.#seen() : Promise.race([refresh, scheduler.wait(COLD_DEADLINE_MS)]));
    if (this.#serving !== undefined) return this.#serving;
    const snapshot = await this.seed(copies);
    // Looked at again: a release may have gone live while the seed was read, and seq must not fall
    if (this.#serving !== undefined) return this.#serving;
    log('seed-served', { release: snapshot.pointer.release });
    this.#serving = { snapshot, state: 'seed' };
    return this.#serving;
  }

  /** What is deployed with the Worker, whatever is served; read once. */
  async seed(copies: Copies): Promise<Snapshot> {
    const snapshot = this.#seed ?? (await loadSeed(copies));
    this.#seed = snapshot;
    return snapshot;
  }

  /** Waits until the refresh of another request has brought something, no longer than the deadline. */
  async #seen(): Promise<void> {
    for (let waited = 0; waited < COLD_DEADLINE_MS && this.#serving === undefined; waited += COLD_LOOK_MS) {
      await scheduler.wait(COLD_LOOK_MS);
    }
  }

  /**
   * The bytes of a file of a snapshot; throws UnavailableError when no copy has them. The seed comes before KV here: bytes that
   * are named by their digest are the same wherever they lie, and the seed does not keep anybody waiting.
   */
  async read({ kv, seed }: Copies, { snapshot }: Serving, { sha256, path }: ManifestFile): Promise<Uint8Array> {
    const known = snapshot.hot.get(sha256) ?? this.#cold.get(sha256)?.bytes;
    if (known !== undefined) {
      this.#source = 'memory';
      return known;
    }
    for (const copy of [seed, kv]) {
      try {
        const bytes = await loadBlob(copy, sha256);
        if (bytes === undefined) continue;
        this.#cold.set(sha256, { bytes });
        this.#source = copy.name;
        return bytes;
      } catch (error) {
        log('blob-failed', { copy: copy.name, path, error });
      }
    }
    log('blob-missing', { path, sha256 });
    throw new UnavailableError(path);
  }

  /** Looks for a newer pointer and takes its release live. Never rejects. */
  async #refresh({ kv }: Copies): Promise<void> {
    // Before the first await, so that a slow KV gets one call for all the requests that meanwhile arrive
    this.#nextRefresh = this.#clock() + REFRESH_MS;
    try {
      const pointer = await loadPointer(kv);
      const { release, seq } = pointer;
      if (this.#isNews(seq)) {
        const snapshot = await loadSnapshot(kv, pointer, this.#serving?.snapshot.hot ?? new Map());
        // Another refresh may have gone live while this one was reading
        if (this.#isNews(seq)) this.#serving = { snapshot, state: 'current' };
        this.#saw('live', 0);
        log('release-live', { release, seq });
      } else if (this.#serving !== undefined) {
        const served = this.#serving.snapshot.pointer.seq;
        this.#serving = { snapshot: this.#serving.snapshot, state: 'current' };
        this.#saw(seq < served ? 'older' : 'unchanged', 0);
        if (seq < served) log('pointer-older', { seq, served });
        else log('release-unchanged', { release, seq });
      }
    } catch (error) {
      this.#saw('failed', this.#failures + 1);
      const backoff = Math.min(REFRESH_MS * 2 ** (this.#failures - 1), LONGEST_BACKOFF_MS);
      this.#nextRefresh = this.#clock() + backoff * (1 + Math.random() / 4);
      if (this.#serving?.state === 'current') this.#serving = { snapshot: this.#serving.snapshot, state: 'stale' };
      log('refresh-failed', { failures: this.#failures, error });
    }
  }

  #saw(outcome: Look['outcome'], failures: number): void {
    this.#failures = failures;
    this.#look = { outcome, at: this.#clock(), failures };
  }

  /** Any pointer in KV beats the seed; among those of KV the newer wins. */
  #isNews(seq: number): boolean {
    return this.#serving === undefined || this.#serving.state === 'seed' || seq > this.#serving.snapshot.pointer.seq;
  }
}

async function loadSeed({ seed }: Copies): Promise<Snapshot> {
  try {
    return await loadSnapshot(seed, await loadPointer(seed), new Map());
  } catch (error) {
    log('seed-failed', { error });
    throw new UnavailableError('the seed', { cause: error });
  }
}
