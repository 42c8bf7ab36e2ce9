import { basename } from 'node:path'

export const DEFAULT_PROJECT = 'My articles'
export const SAMPLE_PROJECT = 'Sample project'
export const PROJECT_EXTENSION = 'standoff'

/** Whether a path is a project by its name; everything else is taken for an article. */
export const isProjectPath = (path: string): boolean => /\.standoff$/i.test(path)

/** The name of a project file without its folder and ending: what a project is called when it is made. */
export const projectNameOf = (path: string): string => basename(path).replace(/\.standoff$/i, '')
