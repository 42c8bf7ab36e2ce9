import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'
import './styles/window.css'
import { createRoot } from 'react-dom/client'
import { v7 } from 'uuid'
import type { Workbench } from '../preload/contract.ts'
import { App } from './app.tsx'
import { listenForKeys } from './keys.ts'
import { runMenuCommand } from './menu-commands.ts'
import { createWindowModel } from './session/window-model.ts'

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly workbench: Workbench
  }
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element "root"')

const model = createWindowModel(window.workbench, { newId: v7, now: () => new Date().toISOString() })
listenForKeys(model)
window.workbench.on('command', ({ id }) => runMenuCommand(id, model))
// Typed text that waits for its pause must not be lost with the window.
window.addEventListener('beforeunload', () => void model.getState().session?.settled())
void model.start()
createRoot(root).render(<App window={model} />)
