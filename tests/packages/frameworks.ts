/** How the component of the README is put into a page: its file, the module that renders it on a server, and the one that takes over. */
export type Framework = { name: string; file: string; language: string; config?: string; server: string; browser: string };

export const frameworks: readonly Framework[] = [
  {
    name: 'React 19',
    file: 'Article.tsx',
    language: 'tsx',
    server: `
      import { createElement } from 'react';
      import { renderToString } from 'react-dom/server';
      import { Article } from './Article.tsx';
      export const render = () => renderToString(createElement(Article));`,
    browser: `
      import { createElement } from 'react';
      import { hydrateRoot } from 'react-dom/client';
      import { Article } from './Article.tsx';
      hydrateRoot(document.querySelector('main'), createElement(Article));`,
  },
  {
    name: 'Vue',
    file: 'Article.vue',
    language: 'vue',
    server: `
      import { createSSRApp } from 'vue';
      import { renderToString } from 'vue/server-renderer';
      import Article from './Article.vue';
      export const render = () => renderToString(createSSRApp(Article));`,
    browser: `
      import { createSSRApp } from 'vue';
      import Article from './Article.vue';
      createSSRApp(Article).mount('main');`,
  },
  {
    name: 'Svelte',
    file: 'Article.svelte',
    language: 'svelte',
    config: `
      import { svelte } from '@sveltejs/vite-plugin-svelte';
      export default { plugins: [svelte({ configFile: false })] };`,
    server: `
      import { render as toHtml } from 'svelte/server';
      import Article from './Article.svelte';
      export const render = () => toHtml(Article).body;`,
    browser: `
      import { hydrate } from 'svelte';
      import Article from './Article.svelte';
      hydrate(Article, { target: document.querySelector('main') });`,
  },
];
