/// <reference types="@cloudflare/vitest-plugin/types" />
import type { Env } from '../../worker/env.ts';

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {}
    interface GlobalProps {
      mainModule: typeof import('../../worker/index.ts');
    }
  }
  type WorkerEnv = Env;
}
