/** Files of a kind, by their endings without the dot. */
export interface FileKind {
  readonly name: string
  readonly extensions: readonly string[]
}

/** Asks for files or folders that are there. */
export interface OpenQuestion {
  readonly title: string
  readonly button?: string
  /** Where it begins. */
  readonly folder: string
  readonly what: 'file' | 'files' | 'folder' | 'folders'
  /** What can be chosen; everything where it is empty. */
  readonly kinds: readonly FileKind[]
}

/** Asks where a file goes. */
export interface SaveQuestion {
  readonly title: string
  readonly button: string
  /** What is suggested. */
  readonly path: string
  /** Whether an older file may be replaced; the dialog asks first. */
  readonly mayReplace: boolean
  readonly kinds: readonly FileKind[]
}

/** Asks to choose a button. */
export interface ButtonQuestion {
  readonly type: 'info' | 'warning' | 'error'
  readonly message: string
  readonly detail: string
  /** The first one is what Enter and Esc do. */
  readonly buttons: readonly string[]
}

/** Native dialogs, in the window where there is one. */
export interface Dialogs {
  /** Paths; empty when cancelled. */
  open(question: OpenQuestion): Promise<readonly string[]>
  /** A path; null when cancelled. */
  save(question: SaveQuestion): Promise<string | null>
  /** The position of the button, from 0. */
  ask(question: ButtonQuestion): Promise<number>
  /** Shows a failure where no window can. */
  showError(message: string, detail: string): void
}
