/** Outlines on a grid of 16, drawn with the colour of the text around them. Names beside them say what they mean. */
const PATHS = {
  entity:
    'M8 2.25a2.75 2.75 0 1 1 0 5.5 2.75 2.75 0 0 1 0-5.5zM2.75 13.75c.5-3 2.5-4.25 5.25-4.25s4.75 1.25 5.25 4.25z',
  article: 'M4 1.75h5.5L12.5 4.75v9.5H4zM9.25 1.75v3.25h3.25M6 8h4.5M6 10.75h4.5',
  project: 'M1.75 3.25h4.5l1.5 2h6.5v7.5H1.75z',
  add: 'M8 3v10M3 8h10',
  sample: 'M8 1.75l1.8 4 4.2.4-3.2 2.9.9 4.2L8 11l-3.7 2.25.9-4.2L2 6.15l4.2-.4z',
  undo: 'M5.5 3 2.5 6l3 3M2.75 6H10a3.5 3.5 0 0 1 0 7H6.5',
  redo: 'M10.5 3l3 3-3 3M13.25 6H6a3.5 3.5 0 0 0 0 7h3.5',
  export: 'M8 10V2M5 4.75 8 1.75l3 3M2.75 9.5v4.25h10.5V9.5',
  keys: 'M1.75 4h12.5v8.25H1.75zM4.25 6.5h.01M6.75 6.5h.01M9.25 6.5h.01M11.75 6.5h.01M5 9.75h6',
  'left-pane': 'M1.75 2.75h12.5v10.5H1.75zM6 2.75v10.5',
  'right-pane': 'M1.75 2.75h12.5v10.5H1.75zM10 2.75v10.5',
  close: 'M4 4l8 8M12 4l-8 8',
  codebook:
    'M3.25 2.25h8.25a1.25 1.25 0 0 1 1.25 1.25v10.25H4.5a1.25 1.25 0 0 1-1.25-1.25zM3.25 12.5a1.25 1.25 0 0 1 1.25-1.25h8.25M6 5.25h4',
  retire: 'M2.25 3.25h11.5v3H2.25zM3.5 6.25v6.5h9v-6.5M6.5 9h3',
  restore: 'M2.25 3.25h11.5v3H2.25zM3.5 6.25v6.5h9v-6.5M8 11.5V8M6.25 9.5 8 7.75 9.75 9.5',
  remove: 'M2.75 4.25h10.5M6 4.25V2.5h4v1.75M4.25 4.25l.6 9.25h6.3l.6-9.25M6.75 7v4M9.25 7v4',
  rename: 'M3 10.5V13h2.5L13 5.5 10.5 3z',
  warning: 'M8 2 14.5 13.25h-13zM8 6.25v3.5M8 11.5h.01',
  note: 'M2.75 2.75h10.5v7.5L10.25 13.25h-7.5zM5.25 6h5.5M5.25 8.75h3',
  find: 'M7 2.25a4.75 4.75 0 1 1 0 9.5 4.75 4.75 0 0 1 0-9.5zM10.5 10.5l3.75 3.75',
  up: 'M3.5 10 8 5.5l4.5 4.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  'tag-all': 'M2 3h8M2 6.5h5M2 10h4M8 11.25l2.25 2.25L14.25 9M12.5 3h1.5M9.5 6.5H14',
  suggest:
    'M2.25 4.5v-2h2M7 2.5h2M11.75 2.5h2v2M13.75 7v2M13.75 11.5v2h-2M9 13.5H7M4.25 13.5h-2v-2M2.25 9V7M5.25 8h5.5',
  lock: 'M3.75 7.25h8.5v6.5h-8.5zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  saved: 'M3 8.5l3.25 3.25L13 5',
  saving: 'M8 2.25A5.75 5.75 0 1 0 13.75 8',
  'status-new': 'M8 3.25a4.75 4.75 0 1 1 0 9.5 4.75 4.75 0 0 1 0-9.5z',
  'status-in-progress': 'M8 3.25a4.75 4.75 0 1 1 0 9.5 4.75 4.75 0 0 1 0-9.5zM8 3.25v9.5',
  'status-done': 'M8 3.25a4.75 4.75 0 1 1 0 9.5 4.75 4.75 0 0 1 0-9.5zM5.75 8.1l1.6 1.65 2.9-3.25',
} as const

export type IconName = keyof typeof PATHS

/** Decorative: the control around it has a name of its own. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false" data-icon={name}>
      <path d={PATHS[name]} />
    </svg>
  )
}
