import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { findChromium } from './scripts/find-needs.mjs'

const executablePath = findChromium()

// Where the processor has protection keys, V8 ends the process, rarely, when threads come and go ("Check failed:
// jit_page.has_value()", github.com/nodejs/node/issues/64500). Only Linux uses them, and older versions know no such flag.
const V8_FLAGS =
  process.platform === 'linux' && Number.parseInt(process.versions.node) >= 24 ? ['--no-memory-protection-keys'] : []

// Each thread that a test starts loads its TypeScript anew: kept compiled, that takes 40 percent less of the processor.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled')

// The layers: what needs nothing (unit), what needs other programs to read our files (validators) or schemas that others
// have made (schemas), what needs a browser's layout and selection (editor), and what needs the built program in a real
// Electron (app). scripts/test.mjs runs them and says which needs are missing.
export default defineConfig({
  test: {
    // pdf.js leaves promises about broken parts to nobody; what it was asked for fails all the same.
    onUnhandledError: (error) => !(error.stack ?? '').includes('pdf.worker.mjs'),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/editor/**', 'test/app/**', 'test/validators/**', 'test/schemas/**'],
          testTimeout: 30_000,
          execArgv: V8_FLAGS,
        },
      },
      // Every check starts a process.
      { test: { name: 'validators', include: ['test/validators/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'schemas', include: ['test/schemas/**/*.test.ts'], testTimeout: 120_000 } },
      {
        plugins: [react()],
        // Found before the first test: a library found later would reload the page in the middle of one.
        // Parts that are loaded when they are first asked for are not looked through, so what they need is named.
        optimizeDeps: {
          entries: ['test/editor/**/*.test.tsx', 'renderer/main.tsx', 'renderer/panels/**/*.tsx'],
          include: [
            '@base-ui/react/alert-dialog',
            '@base-ui/react/csp-provider',
            '@base-ui/react/dialog',
            '@base-ui/react/menu',
            '@base-ui/react/progress',
            '@base-ui/react/tooltip',
            '@tanstack/react-virtual',
            'axe-core',
            'fast-check',
            'react',
            'react-dom',
            'react-dom/client',
            'react-resizable-panels',
            'react/jsx-dev-runtime',
            'react/jsx-runtime',
            'uuid',
            'zod',
          ],
        },
        test: {
          name: 'editor',
          include: ['test/editor/**/*.test.ts', 'test/editor/**/*.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1000, height: 700 },
            provider: playwright({
              launchOptions: {
                ...(executablePath ? { executablePath } : {}),
                args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'app',
          include: ['test/app/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // One window at a time: windows compete for focus and for the two cores of a small machine.
          fileParallelism: false,
        },
      },
    ],
  },
})
