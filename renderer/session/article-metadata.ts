/** Metadata of articles that have a name of their own; all other keys are free. */
export const METADATA_NAMES: Readonly<Record<string, string>> = {
  outlet: 'Outlet',
  author: 'Author',
  published: 'Published',
  url: 'URL',
  section: 'Section',
}
