import { defineConfig } from 'vitest/config';
import { singleReport } from './build/single-report.ts';

export default defineConfig({
  plugins: [singleReport('build/report.html', 'build/unpack.js')],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: false,
    lib: { entry: 'src/main.tsx', formats: ['iife'], name: 'clew', cssFileName: 'report' },
  },
  define: { 'process.env.NODE_ENV': '"production"' },
  test: { environment: './test/page-environment.ts', include: ['test/unit/**/*.test.{ts,tsx}'] },
});
