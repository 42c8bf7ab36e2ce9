import { makeChange } from '../../../model/change/change.ts'
import type { Article } from '../../../model/record/article.ts'
import type { Block } from '../../../model/text/block.ts'
import { bodyId } from '../../store/body-id.ts'
import { query } from '../../store/sqlite/sqlite.ts'
import { TABLES } from '../../store/sqlite/tables.ts'
import { readBody } from '../../store/sqlite/texts.ts'
import { blockProblem } from '../checks/texts/blocks.ts'
import type { Repair } from '../repair.ts'
import { saveRepair } from './save-repair.ts'

const bodyRow = query('repair-body', 'SELECT id, text, blocks FROM bodies WHERE id = ?')
const mend = query('mend-blocks', 'UPDATE bodies SET blocks = ? WHERE id = ?')

/** A paragraph for each line that is not blank. */
const blocksOf = (text: string): Block[] =>
  [...text.matchAll(/[^\n]*\S[^\n]*/g)].map(({ index, 0: line }) => {
    const start = index + (line.length - line.trimStart().length)
    return { start, end: start + line.trim().length, kind: 'paragraph' }
  })

export const rebuildBlocks: Repair = {
  id: 'blocks',
  title: 'Divide texts into blocks anew',
  does: 'Makes a paragraph of each line of a text whose blocks do not fit it. Headings and lists of that text become paragraphs; the text itself stays.',
  safety: 'safe',
  undoable: true,
  cures: ['blocks'],
  run(db, { now, newId }) {
    let count = 0
    const articles = [...TABLES.article.all(db)]
    for (const article of articles) {
      const row = db.get(bodyRow, article.body)
      if (!row || typeof row.text !== 'string') continue
      let isSound = false
      try {
        isSound = blockProblem(row.text, readBody(row).blocks) === null
      } catch {
        // Blocks that cannot be read are made anew, too.
      }
      if (isSound) continue
      const body = { text: row.text, blocks: blocksOf(row.text) }
      // The old row is mended as well: earlier lines of the log name it.
      db.run(mend, JSON.stringify(body.blocks), article.body)
      count++
      if (bodyId(body) === article.body) continue
      const after: Article = { ...article, body: bodyId(body), updatedAt: now }
      const change = makeChange(newId(), 'Divide a text into blocks anew', {
        updated: [[article, after]],
        texts: [body],
      })
      saveRepair(db, change, now)
    }
    return count
  },
}
