/** Its own types leave these two out. `ts` is the TypeScript that it brings along, for ours has another interface. */
declare module '@custom-elements-manifest/analyzer' {
  import type { Package } from 'custom-elements-manifest';
  export function create(options: { modules: readonly unknown[] }): Package;
  export const ts: {
    createSourceFile: (name: string, text: string, target: number, withParents: boolean) => unknown;
    ScriptTarget: { ES2022: number };
  };
}
