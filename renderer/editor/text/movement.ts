import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Block } from '../../../model/text/block.ts'
import { sentencesOf } from '../../../model/text/segment.ts'
import type { PositionMap } from './position-map.ts'

type Direction = -1 | 1

/** The target of a movement from an offset; both in UTF-16 units of the article. */
type Target = (offset: number, direction: Direction) => number

function moveTo(state: EditorState, position: number, extend: boolean): Transaction {
  const anchor = extend ? state.selection.anchor : position
  return state.tr.setSelection(TextSelection.create(state.doc, anchor, position)).scrollIntoView()
}

/** Whether the line with the selection's head runs from right to left. */
function runsLeft(view: EditorView): boolean {
  const { node } = view.domAtPos(view.state.selection.head)
  const element = node instanceof Element ? node : node.parentElement
  return element !== null && getComputedStyle(element).direction === 'rtl'
}

/** Left and right swap in right-to-left text, as they do for movement by word. */
const NAMES_A_SIDE = /Arrow(?:Left|Right)$/

/** Makes a command that moves the caret, or with `extend` the selection's head. It can always run. */
const movement =
  (map: PositionMap, target: Target, named: Direction, extend: boolean, key: string): Command =>
  (state, dispatch, view) => {
    const direction = NAMES_A_SIDE.test(key) && view && runsLeft(view) ? (-named as Direction) : named
    const offset = target(map.toOffset(state.selection.head), direction)
    dispatch?.(moveTo(state, map.toPosition(offset, direction === 1 ? -1 : 1), extend))
    return true
  }

/** Ends of paragraphs; the pieces of an over-long paragraph count as one. */
function paragraphTarget(blocks: readonly Block[], map: PositionMap): Target {
  return (offset, direction) => {
    let at = map.blockAt(offset, direction === 1 ? 1 : -1)
    if (direction === 1) {
      while (blocks[at + 1]?.continues) at++
      const end = blocks[at]?.end ?? offset
      if (end > offset) return end
      for (at++; blocks[at + 1]?.continues; ) at++
      return blocks[at]?.end ?? end
    }
    while (at > 0 && blocks[at]?.continues) at--
    const start = blocks[at]?.start ?? offset
    if (start < offset || at === 0) return start
    for (at--; at > 0 && blocks[at]?.continues; ) at--
    return blocks[at]?.start ?? start
  }
}

/** Forward to the end of a sentence, backward to its start; beyond the last one, into the neighbouring block. */
function sentenceTarget(text: string, blocks: readonly Block[], map: PositionMap): Target {
  return (offset, direction) => {
    let at = map.blockAt(offset, direction === 1 ? 1 : -1)
    for (; at >= 0 && at < blocks.length; at += direction) {
      const sentences = sentencesOf(text, blocks[at] as Block)
      const found =
        direction === 1
          ? sentences.find(({ end }) => end > offset)?.end
          : sentences.findLast(({ start }) => start < offset)?.start
      if (found !== undefined) return found
    }
    return offset
  }
}

/**
 * The editor's own movements by key, each also with Shift. Character, word, line and page are the engine's, which knows
 * the layout and the system's conventions.
 */
export function movementKeymap(text: string, map: PositionMap, mac: boolean): Record<string, Command> {
  const { blocks } = map
  const end = blocks[blocks.length - 1]?.end ?? 0
  const sentence = sentenceTarget(text, blocks, map)
  const paragraph = paragraphTarget(blocks, map)
  const article: Target = (_offset, direction) => (direction === 1 ? end : (blocks[0]?.start ?? 0))
  const bindings: [string, Target, Direction][] = [
    [mac ? 'Mod-Alt-ArrowRight' : 'Alt-ArrowRight', sentence, 1],
    [mac ? 'Mod-Alt-ArrowLeft' : 'Alt-ArrowLeft', sentence, -1],
    [mac ? 'Alt-ArrowDown' : 'Mod-ArrowDown', paragraph, 1],
    [mac ? 'Alt-ArrowUp' : 'Mod-ArrowUp', paragraph, -1],
    ['Mod-End', article, 1],
    ['Mod-Home', article, -1],
  ]
  if (mac) bindings.push(['Mod-ArrowDown', article, 1], ['Mod-ArrowUp', article, -1])
  const keys: Record<string, Command> = {}
  for (const [key, target, direction] of bindings) {
    keys[key] = movement(map, target, direction, false, key)
    keys[`Shift-${key}`] = movement(map, target, direction, true, key)
  }
  return keys
}
