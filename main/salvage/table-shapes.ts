import { migrate } from '../store/sqlite/migrate.ts'
import type { Migration } from '../store/sqlite/migrations/migration.ts'
import { openForWriting, query } from '../store/sqlite/sqlite.ts'
import type { CellValue } from './pages/row-values.ts'

interface Column {
  readonly name: string
  readonly type: string
  readonly mayBeNull: boolean
}

/** The columns of a table, as some version of the program made it. */
export interface TableShape {
  readonly table: string
  readonly columns: readonly Column[]
}

const tables = query('salvage-tables', "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
const columns = query('salvage-columns', 'SELECT name, type, "notnull" AS needed, pk FROM pragma_table_info(?)')

const known = new WeakMap<readonly Migration[], readonly TableShape[]>()

/** The shapes that tables have had in any version, the newest first. Each is there once. */
export function tableShapes(migrations: readonly Migration[]): readonly TableShape[] {
  const shapes = known.get(migrations) ?? makeShapes(migrations)
  known.set(migrations, shapes)
  return shapes
}

function makeShapes(migrations: readonly Migration[]): TableShape[] {
  const shapes = new Map<string, TableShape>()
  for (let version = migrations.length; version > 0; version--) {
    const db = openForWriting(':memory:')
    try {
      migrate(db, migrations.slice(0, version))
      for (const { name } of db.all(tables)) {
        const shape: TableShape = {
          table: String(name),
          columns: db.all(columns, String(name)).map((row) => ({
            name: String(row.name),
            type: String(row.type),
            // The number of a row stands in the place of an INTEGER PRIMARY KEY, whose column holds nothing.
            mayBeNull: row.needed === 0,
          })),
        }
        shapes.set(JSON.stringify(shape), shape)
      }
    } finally {
      db.close()
    }
  }
  return [...shapes.values()]
}

const FITS: Readonly<Record<string, (value: CellValue) => boolean>> = {
  TEXT: (value) => typeof value === 'string',
  INTEGER: (value) => Number.isSafeInteger(value),
  // Whole numbers are kept as such.
  REAL: (value) => typeof value === 'number',
  BLOB: (value) => value instanceof Uint8Array,
}

/** Whether a row, or its beginning, can be one of a table. */
export function fitsShape(shape: TableShape, values: readonly CellValue[], count: number): boolean {
  if (shape.columns.length !== count) return false
  return values.every((value, i) => {
    const column = shape.columns[i]
    if (!column) return false
    return value === null ? column.mayBeNull : FITS[column.type]?.(value) === true
  })
}
