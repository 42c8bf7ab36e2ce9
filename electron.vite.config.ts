import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// One bundle serves every Electron from 33 (the oldest one tested) to the shipped one, hence the explicit targets.
const NODE_TARGET = 'node20.18'
const CHROME_TARGET = 'chrome130'

const at = (path: string): string => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      target: NODE_TARGET,
      outDir: 'out/main',
      rollupOptions: {
        input: {
          index: at('main/index.ts'),
          cli: at('main/cli.ts'),
          'command-thread': at('main/command-line/command-thread.ts'),
          'store-thread': at('main/project/store-thread.ts'),
          'backup-thread': at('main/backups/backup-thread.ts'),
          'doctor-thread': at('main/doctor/doctor-thread.ts'),
          'dataset-thread': at('main/datasets/import/dataset-thread.ts'),
          'export-thread': at('main/datasets/export/export-thread.ts'),
          'read-thread': at('main/articles-in/reading/read-thread.ts'),
          'salvage-thread': at('main/salvage/salvage-thread.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      outDir: 'out/preload',
      // A sandboxed preload can require nothing but Electron: it must be one CommonJS file.
      externalizeDeps: false,
      isolatedEntries: true,
      rollupOptions: {
        input: { index: at('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    build: {
      target: CHROME_TARGET,
      // Half the bytes to read and to parse before the first paint.
      minify: true,
      outDir: at('out/renderer'),
      emptyOutDir: true,
      rollupOptions: { input: { index: at('renderer/index.html') } },
    },
    plugins: [react()],
  },
})
