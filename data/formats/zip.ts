import { strToU8, type Zippable, zipSync } from 'fflate';

export const ZIP_TYPE = 'application/zip';

/** The files of an archive by name, as text or bytes. */
export type ZipFiles = Readonly<Record<string, string | Uint8Array>>;

/**
 * A ZIP archive with the same bytes every time: the files in the order given, all of them dated by `day` (ISO 8601). The time
 * is a text without a zone, because fflate writes what the clock of this machine shows, and noon, which no zone ever skipped.
 */
export function toZip(files: ZipFiles, day: string): Uint8Array {
  const entries = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  const archive: Zippable = Object.fromEntries(entries);
  // Opened on Unix as a file that everybody may read (os 3: the upper half of attrs is st_mode)
  return zipSync(archive, { level: 9, mtime: `${day}T12:00:00`, os: 3, attrs: 0o100644 << 16 });
}
