/** A folder of the project, what is in it, and what it may know. */
export interface Room {
  /** Path from the project's root, with a slash at its end. The longest one that a file's path begins with is its room. */
  readonly path: string
  readonly holds: string
  /** Rooms it may import from. */
  readonly knows: readonly string[]
  /** Rooms of which only types may be taken. */
  readonly typesOf?: readonly string[]
  /** Packages it may import; `node:` stands for all of Node. */
  readonly packages?: readonly string[]
}

const MODEL_BASE = ['model/value/', 'model/text/', 'model/record/']
const MODEL = [
  ...MODEL_BASE,
  'model/change/',
  'model/annotation/',
  'model/codebook/',
  'model/entities/',
  'model/suggest/',
  'model/dataset/',
  'model/presets/',
  'model/acts/',
  'model/past/',
]
const UI = ['react', '@base-ui/react', '@tanstack/react-virtual', 'react-resizable-panels']

/** Every room, from the ground up: a room knows only rooms that stand before it. */
export const ROOMS: readonly Room[] = [
  { path: 'model/value/', holds: 'plain values: results, equality, immutable maps, sorted lists', knows: [] },
  {
    path: 'model/text/',
    holds: 'text: spans, offsets, characters, words, sentences, folding, finding',
    knows: ['model/value/'],
  },
  {
    path: 'model/record/',
    holds: 'the records of a project, their schemas, and the one table of their kinds',
    knows: ['model/value/', 'model/text/'],
    packages: ['zod'],
  },
  {
    path: 'model/change/',
    holds: 'a change: apply, invert, squash, text edits, JSON, and what waits to be saved',
    knows: MODEL_BASE,
    packages: ['zod'],
  },
  { path: 'model/annotation/', holds: 'annotations of an article: index, filter, rows, links', knows: MODEL_BASE },
  {
    path: 'model/codebook/',
    holds: 'editing, comparing, reviewing and replacing a codebook',
    knows: [...MODEL_BASE, 'model/change/'],
    packages: ['zod'],
  },
  {
    path: 'model/entities/',
    holds: 'the register of entities and their mentions',
    knows: [...MODEL_BASE, 'model/codebook/'],
  },
  {
    path: 'model/suggest/',
    holds: 'rules that propose what to tag, and the languages they know',
    knows: [...MODEL_BASE, 'model/annotation/', 'model/codebook/', 'model/entities/'],
  },
  {
    path: 'model/dataset/',
    holds: 'how the words of a dataset map to a codebook',
    knows: [...MODEL_BASE, 'model/codebook/', 'model/entities/'],
  },
  { path: 'model/presets/', holds: 'codebooks that come with the program', knows: ['model/record/'] },
  {
    path: 'model/acts/',
    holds: 'what a person can do, as functions from a view of the project to a change',
    knows: MODEL.filter((path) => !['model/presets/', 'model/dataset/', 'model/acts/', 'model/past/'].includes(path)),
  },
  {
    path: 'model/past/',
    holds: 'backups and earlier states of a project: which to keep, how they are told, how they differ',
    knows: [...MODEL_BASE, 'model/change/'],
    packages: ['zod'],
  },
  {
    path: 'preload/contract/',
    holds: 'the one table of requests between the processes, the events, and what they carry',
    knows: [...MODEL_BASE, 'model/change/'],
    typesOf: MODEL,
    packages: ['zod'],
  },
  {
    path: 'preload/',
    holds: 'what exposes the requests to the window',
    knows: ['preload/contract/'],
    packages: ['electron'],
  },
  {
    path: 'main/files/',
    holds: 'files: reading, writing whole or not at all, archives, XML, names, the log',
    knows: ['model/value/'],
    packages: ['node:', 'yauzl', 'saxes', 'package.json'],
  },
  {
    path: 'main/threads/',
    holds: 'where threads begin, and how much memory they have',
    knows: ['model/value/'],
    packages: ['node:'],
  },
  {
    path: 'main/store/',
    holds: 'the saved project: SQLite, and the same in memory, behind one interface',
    knows: [...MODEL_BASE, 'model/change/', 'model/annotation/', 'model/codebook/', 'model/entities/', 'main/files/'],
    packages: ['node:', 'zod', '@photostructure/sqlite'],
  },
  {
    path: 'main/backups/',
    holds: 'copies of projects: making, keeping, listing and restoring them, and earlier states of a project',
    knows: [...MODEL_BASE, 'model/change/', 'model/past/', 'main/files/', 'main/threads/', 'main/store/'],
    typesOf: ['preload/contract/'],
    packages: ['node:', 'zod'],
  },
  {
    path: 'main/doctor/',
    holds: 'what can be wrong with a saved project, and what can be done about it: a file a check, a file a repair',
    knows: [
      ...MODEL_BASE,
      'model/change/',
      'model/codebook/',
      'model/entities/',
      'main/files/',
      'main/threads/',
      'main/store/',
    ],
    packages: ['node:', 'zod'],
  },
  {
    path: 'main/articles-in/',
    holds: 'bytes → articles: a file or folder a format, and the threads that read them',
    knows: [...MODEL_BASE, 'main/files/', 'main/threads/'],
    typesOf: ['preload/contract/'],
    packages: [
      'node:',
      'zod',
      'iconv-lite',
      'chardet',
      'csv-parse',
      'linkedom',
      '@mozilla/readability',
      'mammoth',
      'pdfjs-dist',
      'mdast',
      'mdast-util-',
      'micromark-extension-',
      'postal-mime',
      'tinyld',
      'read-excel-file',
      'yazl',
    ],
  },
  {
    path: 'main/formats/kit/',
    holds: 'what several dataset formats use, and what an exporter and a reader are',
    knows: [...MODEL, 'main/files/'],
    packages: ['node:', 'zod', 'd3-dsv', 'yazl'],
  },
  {
    path: 'main/formats/',
    holds: 'dataset formats: a folder each with its reader and writer, and one index',
    knows: [...MODEL, 'main/files/', 'main/formats/kit/'],
    packages: ['node:', 'zod', 'csv-parse', 'linkedom'],
  },
  {
    path: 'main/project/',
    holds: 'the open project: what can be done with it, its thread and the way there',
    knows: [...MODEL, 'main/files/', 'main/threads/', 'main/store/', 'main/doctor/'],
    typesOf: ['preload/contract/', 'main/articles-in/'],
    packages: ['node:', 'uuid'],
  },
  {
    path: 'main/datasets/',
    holds: 'export and import of datasets: sources, plans, spools, losses, files',
    knows: [
      ...MODEL,
      'main/files/',
      'main/threads/',
      'main/store/',
      'main/articles-in/',
      'main/formats/kit/',
      'main/formats/',
    ],
    typesOf: ['preload/contract/'],
    packages: ['node:', 'uuid'],
  },
  {
    path: 'main/salvage/pages/',
    holds: 'the file format of SQLite: bytes → pages, rows, frames of its logs. No input or output',
    knows: [],
    packages: ['node:'],
  },
  {
    path: 'main/salvage/',
    holds: 'damaged projects: reading pages without SQLite, and putting a sound project together of what they hold',
    knows: [...MODEL, 'main/files/', 'main/threads/', 'main/store/', 'main/articles-in/', 'main/salvage/pages/'],
    packages: ['node:', 'uuid'],
  },
  {
    path: 'main/shell/electron/',
    holds: 'all that imports Electron',
    knows: [...MODEL_BASE, 'preload/contract/', 'main/files/', 'main/shell/'],
    packages: ['node:', 'electron', 'zod'],
  },
  {
    path: 'main/shell/',
    holds: 'what the program needs of the system around it: one interface, settings, paths, life cycle',
    knows: [...MODEL_BASE, 'model/past/', 'main/files/'],
    typesOf: ['preload/contract/'],
    packages: ['node:', 'zod', 'uuid'],
  },
  {
    path: 'main/desks/',
    holds: 'what the window can ask for: project, articles in, datasets, exports',
    knows: [
      ...MODEL,
      'preload/contract/',
      'main/files/',
      'main/shell/',
      'main/backups/',
      'main/articles-in/',
      'main/formats/kit/',
      'main/formats/',
      'main/datasets/',
      'main/project/',
    ],
    packages: ['node:', 'zod', 'uuid'],
  },
  {
    path: 'main/command-line/',
    holds: 'the commands of `standoff`',
    knows: [
      ...MODEL,
      'main/files/',
      'main/threads/',
      'main/store/',
      'main/backups/',
      'main/doctor/',
      'main/articles-in/',
      'main/formats/kit/',
      'main/formats/',
      'main/datasets/',
      'main/project/',
      'main/salvage/',
    ],
    typesOf: ['preload/contract/'],
    packages: ['node:'],
  },
  {
    path: 'main/',
    holds: 'the two entries: the window’s program and the command line',
    knows: [
      'model/value/',
      'preload/contract/',
      'main/files/',
      'main/shell/electron/',
      'main/shell/',
      'main/desks/',
      'main/project/',
      'main/command-line/',
    ],
    packages: ['node:', 'electron', 'uuid', 'zod'],
  },
  {
    path: 'renderer/session/',
    holds:
      'the open project in the window: state, one door, undo, save queue; search and suggestions. No React, no ProseMirror',
    knows: MODEL,
    typesOf: ['preload/contract/'],
  },
  {
    path: 'renderer/components/',
    holds: 'parts that know nothing of a project',
    knows: ['model/value/', 'model/record/'],
    packages: UI,
  },
  {
    path: 'renderer/commands/',
    holds: 'every action of the user, once',
    knows: [...MODEL, 'renderer/session/', 'renderer/components/'],
    typesOf: ['preload/contract/'],
  },
  {
    path: 'renderer/modes/',
    holds: 'gestures of several steps',
    knows: [...MODEL, 'renderer/session/', 'renderer/components/', 'renderer/commands/'],
  },
  {
    path: 'renderer/input/',
    holds: 'keys and menu → commands and modes',
    knows: [...MODEL, 'renderer/session/', 'renderer/components/', 'renderer/commands/', 'renderer/modes/'],
    typesOf: ['preload/contract/'],
  },
  {
    path: 'renderer/editor/',
    holds: 'the article in ProseMirror: text, paint, arcs, selection',
    knows: [...MODEL, 'renderer/session/', 'renderer/components/', 'renderer/commands/'],
    packages: ['react', 'prosemirror-'],
  },
  {
    path: 'renderer/panels/',
    holds: 'everything else in the window, in React',
    knows: [
      ...MODEL,
      'renderer/session/',
      'renderer/components/',
      'renderer/commands/',
      'renderer/modes/',
      'renderer/input/',
    ],
    typesOf: ['preload/contract/'],
    packages: UI,
  },
  {
    path: 'renderer/',
    holds: 'puts editor and panels together',
    knows: [
      'renderer/session/',
      'renderer/components/',
      'renderer/commands/',
      'renderer/input/',
      'renderer/editor/',
      'renderer/panels/',
    ],
    typesOf: ['preload/contract/'],
    packages: ['react', 'react-dom', '@base-ui/react', 'uuid', '@fontsource-variable/'],
  },
]
