import { describe, expect, test } from 'vitest'
import { type Menu, type MenuItem, menuTemplate } from '../../../main/shell/menu-template.ts'
import type { AppState } from '../../../preload/contract/contract.ts'
import { commandContext, commandsFor } from '../../../renderer/commands/commands.ts'
import { menuItems } from '../../../renderer/commands/menu-items.ts'
import { createWindowModel } from '../../../renderer/session/window/window-model.ts'
import { annotate, countingIds, fakeWorkbench, makeArticle, NOW } from '../../support/fake-workbench.ts'

const PROJECT = { articles: [makeArticle('a')], annotations: [annotate('a', 'quote', 'We will not be rushed')] }
const RECENTS = [{ id: 'r', name: 'A & B', folder: '/home', openedAt: NOW }]

async function startWindow(platform: AppState['platform'], open: boolean) {
  const { workbench } = fakeWorkbench(PROJECT, {}, { platform, ...(!open && { project: null }) })
  const window = createWindowModel(workbench, { newId: countingIds(), now: () => NOW })
  await window.start()
  const session = window.getState().session
  if (session) await session.openArticle('a')
  return { window, session }
}

type Started = Awaited<ReturnType<typeof startWindow>>

function templateOf({ window, session }: Started): Menu[] {
  const context = commandContext(window)
  const items = menuItems(commandsFor(context.state), context)
  const { platform } = window.getState()
  return menuTemplate({ platform, window: items, recents: RECENTS, projectOpen: session !== null, theme: 'dark' })
}

/** An item as a line: its label or the system's name for it, its key, and what is in it. */
function linesOf(item: MenuItem): string[] {
  if (item.kind === 'separator') return ['-']
  if (item.kind === 'system') return [`<${item.role}>`]
  if (item.kind === 'submenu') return [item.label, ...item.items.flatMap(linesOf).map((line) => `  ${line}`)]
  const key = item.accelerator ? ` [${item.accelerator}]` : ''
  const marks = item.kind === 'shell' ? `${item.hidden ? ' hidden' : ''}${item.checked ? ' checked' : ''}` : ''
  return [`${item.label}${key}${marks}`]
}

const shown = (template: readonly Menu[]): string[] =>
  template.flatMap((menu) =>
    menu.kind === 'system'
      ? [`<${menu.role}>`]
      : [menu.label, ...menu.items.flatMap(linesOf).map((line) => `  ${line}`)],
  )

/** Labels of the commands that can be chosen. */
function enabledIn(items: readonly MenuItem[]): string[] {
  return items.flatMap((item) => {
    if (item.kind === 'submenu') return item.enabled ? enabledIn(item.items) : []
    return item.kind === 'command' && item.enabled ? [item.id] : []
  })
}

const enabled = (template: readonly Menu[]): string[] =>
  template.flatMap((menu) => (menu.kind === 'menu' ? enabledIn(menu.items) : []))

const MENU = `
&File
  New project… [CmdOrCtrl+Shift+N]
  Open project… [CmdOrCtrl+Shift+O]
  Open recent
    A && B — /home
  Open sample project
  Save a copy… [CmdOrCtrl+Shift+S]
  Backups…
  History…
  Check project…
  Back to the present project
  -
  Entities… [CmdOrCtrl+Shift+R]
  Open article… [CmdOrCtrl+O]
  Import folder…
  Import dataset… [CmdOrCtrl+Shift+E]
  Details of article… [Shift+F2]
  Show original file
  Status of the article
    New
    In progress
    Done
  Export dataset… [CmdOrCtrl+E]
  Edit codebook… [CmdOrCtrl+Shift+B]
  -
  Close project [CmdOrCtrl+W]
  -
  <quit>
&Edit
  Undo [CmdOrCtrl+Z]
  Redo [CmdOrCtrl+Shift+Z]
  -
  <cut>
  <copy>
  <paste>
  Select all [CmdOrCtrl+A]
  -
  Find… [CmdOrCtrl+F]
  Find in all articles… [CmdOrCtrl+Shift+F]
  Next hit [F3]
  Previous hit [Shift+F3]
  -
  Remove annotation [Delete]
  Status of the annotation
    Draft [CmdOrCtrl+1]
    Final [CmdOrCtrl+2]
    Disputed [CmdOrCtrl+3]
  Go to the note [Shift+Enter]
&View
  Zoom in [CmdOrCtrl+Plus]
  Zoom in [CmdOrCtrl+=] hidden
  Zoom out [CmdOrCtrl+-]
  Actual size [CmdOrCtrl+0]
  -
  Theme
    Follow the system
    Light
    Dark checked
  <togglefullscreen>
  -
  Suggestions [CmdOrCtrl+J]
  Invisible characters [CmdOrCtrl+Shift+8]
  Articles pane [CmdOrCtrl+Alt+1]
  Annotations pane [CmdOrCtrl+Alt+2]
&Tag
  Tag as entity [E]
  Tag as quote [Q]
  Tag as claim [C]
  Tag as stance [S]
  Tag as cue [K]
  -
  Tag the same text elsewhere… [CmdOrCtrl+Shift+T]
&Go
  Next annotation [N]
  Previous annotation [Shift+N]
  Next of the same type without its first role [U]
  Filter the annotations [F]
  -
  Next pane [F6]
  Previous pane [Shift+F6]
&Help
  All commands… [CmdOrCtrl+K]
  Keys [F1]
  -
  Licence
  <about>
`
  .trim()
  .split('\n')

/** Lines of the menu that other systems have otherwise; null where they have none. */
const ELSEWHERE: Readonly<Record<'darwin' | 'win32', (line: string, i: number) => readonly string[]>> = {
  win32: (line) => [line.replace('Redo [CmdOrCtrl+Shift+Z]', 'Redo [CmdOrCtrl+Y]')],
  darwin(line, i) {
    if (line.includes('<quit>') || line.includes('<about>') || MENU[i + 1]?.includes('<quit>')) return []
    if (line === '&File') return ['<appMenu>', line]
    if (line === '&Help') return ['<windowMenu>', line]
    const bare = line.replace(/\[((?:Shift\+)?[A-Z]|Delete)\]/, '($1)')
    return [bare.replace(/\[(Shift\+)?F3\]/, '[CmdOrCtrl+$1G]')]
  },
}

describe('the menu', () => {
  test('is the same on every system but for what is the system’s own', async () => {
    expect(shown(templateOf(await startWindow('linux', true)))).toEqual(MENU)
    for (const platform of ['win32', 'darwin'] as const) {
      // oxlint-disable-next-line no-await-in-loop
      const started = await startWindow(platform, true)
      expect(shown(templateOf(started)), platform).toEqual(MENU.flatMap(ELSEWHERE[platform]))
    }
  })

  test('has no types to tag with where no project is open, and what can be done without one', async () => {
    const template = templateOf(await startWindow('linux', false))
    const separator = MENU.indexOf('  Tag the same text elsewhere… [CmdOrCtrl+Shift+T]') - 1
    expect(shown(template)).toEqual(MENU.filter((line, i) => !line.startsWith('  Tag as ') && i !== separator))
    expect(template.filter((menu) => menu.kind === 'menu' && !menu.enabled)).toMatchObject([
      { label: '&Tag' },
      { label: '&Go' },
    ])
    expect(enabled(template)).toEqual([
      'project.new',
      'project.open',
      'article.open',
      'article.openFolder',
      'edit.selectAll',
      'palette.open',
      'help.keys',
    ])
  })

  test('has what the shell does by itself before there is a window', () => {
    const template = menuTemplate({
      platform: 'darwin',
      window: [],
      recents: RECENTS,
      projectOpen: false,
      theme: 'dark',
    })
    expect(shown(template).filter((line) => !/^ *(?:<|-|&)/.test(line))).toEqual(
      MENU.filter((line) => /recent|A &&|sample|Close project|Zoom|Actual|Theme|Follow|Light|Dark|Licence/.test(line)),
    )
  })

  test('enables what can be done with what is selected', async () => {
    const started = await startWindow('linux', true)
    const without = enabled(templateOf(started))
    started.session?.select(started.session.getState().open?.index.at(0)?.id ?? null)
    const withSelected = enabled(templateOf(started))
    expect(withSelected.filter((id) => !without.includes(id))).toEqual([
      'annotation.remove',
      'annotation.status.draft',
      'annotation.status.final',
      'annotation.status.disputed',
      'annotation.note',
      'annotation.tagElsewhere',
    ])
    expect(without.filter((id) => !withSelected.includes(id))).toEqual([])
    expect(without).toContain('tag.quote')
  })

  test('has nothing to choose behind an open dialog but what a text field knows', async () => {
    const started = await startWindow('linux', true)
    started.window.openDialog('keys')
    expect(enabled(templateOf(started))).toEqual(['edit.undo', 'edit.redo', 'edit.selectAll'])
  })
})
