import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'
import './styles/window.css'
import { createRoot } from 'react-dom/client'
import { v7 } from 'uuid'
import type { Workbench } from '../preload/contract/contract.ts'
import { App } from './app.tsx'
import { listenForKeys } from './input/keys.ts'
import { keepMenu, runMenuCommand } from './input/menu-commands.ts'
import { createWindowModel } from './session/window/window-model.ts'

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly workbench: Workbench
  }
}

// Asked for before there is text to lay out: what is laid out in a stand-in is laid out once more when its font comes,
// and an article is the largest thing there is.
for (const family of ['Inter Variable', 'Source Serif 4 Variable']) void document.fonts.load(`1rem "${family}"`)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element "root"')

const model = createWindowModel(window.workbench, { newId: v7, now: () => new Date().toISOString() })
listenForKeys(model)
keepMenu(model)
window.workbench.on('command', ({ id }) => runMenuCommand(id, model))
// Typed text that waits for its pause must not be lost with the window.
window.addEventListener('beforeunload', () => void model.getState().session?.settled())
void model.start()
createRoot(root).render(<App window={model} />)
