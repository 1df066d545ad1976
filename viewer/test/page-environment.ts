import { builtinEnvironments, type Environment } from 'vitest/runtime';

/** happy-dom, but with Node's own modules, which the fixtures are made with. */
export default {
  ...builtinEnvironments['happy-dom'],
  name: 'page',
  viteEnvironment: 'ssr',
} satisfies Environment;
