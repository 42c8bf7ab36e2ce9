import { type Command, type CommandContext, keysOf, type Platform, refusal } from '../commands/command.ts'
import { commandContext, commandsFor } from '../commands/commands.ts'
import { inTextField } from '../components/focus.ts'
import { modeView } from '../modes/modes.ts'
import type { WindowModel } from '../session/window/window-model.ts'

/**
 * The name of a pressed key as commands write it: modifiers in a fixed order, then what the key types. On layouts that do
 * not type Latin letters, the position of the key counts instead, so that tagging works on Cyrillic or Greek keyboards.
 */
export function keyName(event: KeyboardEvent, platform: Platform): string {
  const mod = platform === 'darwin' ? event.metaKey : event.ctrlKey
  const other = platform === 'darwin' ? event.ctrlKey : event.metaKey
  let key = event.key
  const byPlace = /^Key([A-Z])$/.exec(event.code)?.[1]
  // With Option, a Mac types other characters or starts composing one ("Dead").
  if (((key.length === 1 && key.charCodeAt(0) > 127) || key === 'Dead') && byPlace) key = byPlace
  const letter = /^[a-zA-Z]$/.test(key)
  // With Shift, digit keys type other characters: Ctrl+Shift+8 is matched by position, too.
  const digit = mod && event.shiftKey && !event.altKey ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined
  if (digit) key = digit
  // Shift is part of a sign ("?") but a modifier of a letter or a named key.
  const shift = event.shiftKey && (letter || digit !== undefined || key.length > 1)
  const parts = [
    mod && 'Mod',
    other && 'Other',
    event.altKey && 'Alt',
    shift && 'Shift',
    letter ? key.toUpperCase() : key,
  ]
  return parts.filter(Boolean).join('+')
}

const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
/** Cmd stands last on a Mac, right before the key. */
const MAC_ORDER = ['Alt', 'Shift', 'Mod']
const SIGNS: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Escape: 'Esc',
  Delete: 'Del',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
}

/** A key as it stands on the keyboard: "Ctrl+Shift+Z", on a Mac "⇧⌘Z". */
export function keyLabel(key: string, platform: Platform): string {
  const parts = key.split('+')
  if (platform === 'darwin') {
    const modifiers = MAC_ORDER.filter((name) => parts.includes(name))
    const sorted = [...modifiers, ...parts.filter((part) => !MAC_ORDER.includes(part))]
    return sorted.map((part) => MAC_SIGNS[part] ?? SIGNS[part] ?? part).join('')
  }
  return parts.map((part) => SIGNS[part] ?? part).join('+')
}

function applies(command: Command, target: EventTarget | null): boolean {
  switch (command.scope) {
    case 'everywhere':
      return true
    case 'outside-fields':
      return !inTextField(target)
    case 'text':
      return target instanceof Element && target.closest('[data-pane="text"] [data-pane-focus]') !== null
  }
}

/** Whether a key belongs to the focused control: Enter presses a button, even where a mode uses Enter. */
const presses = (key: string, target: EventTarget | null): boolean =>
  key === 'Enter' && target instanceof Element && target.closest('button, a[href], summary') !== null

function sayWhyNot(commands: readonly Command[], context: CommandContext): void {
  for (const command of commands) {
    const text = refusal(command, context)
    if (text === null) continue
    context.session?.notify({ kind: 'info', text })
    return
  }
}

/** Runs commands by their keys until the returned function is called. While a dialog is open, its keys are its own. */
export function listenForKeys(window: WindowModel): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || window.getState().dialog !== null) return
    const context = commandContext(window)
    const { platform } = window.getState()
    const name = keyName(event, platform)
    const choice =
      inTextField(event.target) || presses(name, event.target)
        ? undefined
        : modeView(context)?.choices.find(({ keys }) => keys.includes(name))
    if (choice) {
      event.preventDefault()
      if (choice.enabled && !event.repeat) choice.run(context)
      return
    }
    // Several commands may share a key in different scopes: types choose their keys freely.
    const meant = commandsFor(context.state).filter(
      (item) => keysOf(item, platform).includes(name) && applies(item, event.target),
    )
    const command = meant.find((item) => item.enabled(context))
    if (!command) {
      if (!event.repeat && !presses(name, event.target)) sayWhyNot(meant, context)
      return
    }
    event.preventDefault()
    // A held key tags once; walking, moving and undoing repeat.
    if (!event.repeat || command.group !== 'Tagging') command.run(context)
  }
  // ProseMirror takes some keys of the text for itself (Ctrl+Z, Delete at a block's end), so commands come before it.
  const beforeEditor = (event: KeyboardEvent): void => {
    if (event.target instanceof Element && event.target.closest('[data-pane="text"]')) onKeyDown(event)
  }
  document.addEventListener('keydown', beforeEditor, { capture: true })
  document.addEventListener('keydown', onKeyDown)
  return () => {
    document.removeEventListener('keydown', beforeEditor, { capture: true })
    document.removeEventListener('keydown', onKeyDown)
  }
}
