import { ANNOTATION_STATUSES } from '../../model/record/annotation.ts'
import { presets } from '../../model/presets/index.ts'
import { exporters } from '../formats/index.ts'

const ids = (items: readonly { readonly id: string }[]): string => items.map(({ id }) => id).join('|')

const profiles = (): string => ids(exporters.all.flatMap((exporter) => exporter.profiles))

/** What --help prints. Formats and profiles come from the registries. */
export const usage = (): string => `Standoff: tag the news, export datasets that prove themselves.

Usage: standoff <command>

  new PROJECT                     make an empty project file (usually NAME.standoff)
         --codebook ID|FILE       its codebook: a preset (${presets.all[0]?.id}), or a file
  import PROJECT PATH…            take article files into a project: files, ZIP archives, folders
         --recursive              go into folders
         --format ID              read them as this format, whatever they look like
         --encoding NAME          encoding of their text
         --whole-page             of web pages, everything and not the main text only
         --map FIELD=COLUMN,…     of tables, which column holds the text, title, outlet, author, published, url…
         --separator REGEX        of plain text, the line between two articles
         --one-article            of books, one article and not one a chapter
         --allow-duplicates       also what is in the project already
         --report FILE.json       write what became of each
         --jobs N                 read so many files at once
  export PROJECT --format ${ids(exporters.all)}
                                  write a dataset to stdout, or to a file:
         --out PATH               file to write
         --profile ${profiles().padEnd(15)}kind of CSV
         --offsets codepoint|utf16|utf8
                                  what offsets count (codepoint)
         --article ID             one article only (may be repeated, like the next three)
         --type ID                annotations of this type only
         --status ${ANNOTATION_STATUSES.join('|').padEnd(15)} annotations of this status only
         --annotator ID           annotations of this annotator only
         --set NAME=VALUE         a setting of the format (see "formats")
         --no-texts               without the articles' texts, where the format can do without
         --split                  a file for every article; PATH is a folder, or ends in .zip
         --dry-run                only tell what would be written and lost
  import-dataset PROJECT PATH     take an annotated dataset into a project: a file, a folder or a ZIP archive
         --format ID              read it as this format (see "formats"), whatever it looks like
         --map-type FOREIGN=TYPE  a type of the dataset is this one of the codebook; "new": a new one; "-": left out
         --relocate               take annotations to where their quote is found, if it is not at their place
         --no-predictions         without what programs predicted and nobody accepted
         --keep-codebook          extend the project's codebook, even where the dataset's could replace it
         --dry-run                only tell what would be added and left out
         --report FILE.json       write what was added and left out
  convert PATH --to ID --out PATH from one format of datasets to another, with the options of "export", and:
         --from ID                format to read
         --map-type, --relocate, --no-predictions
                                  as above
  validate PATH [--format ID]     prove a dataset: every annotation at its place; problems with their lines
  codebook presets [--json]       codebooks that come with the program
  codebook export PROJECT         write its codebook to stdout, or to a file:
         --out PATH               file to write
  codebook import PROJECT ID|FILE make a preset, or a file, the next version of its codebook
         --map PART=ID            map what is removed and in use, as it is listed; it is kept as retired otherwise
         --dry-run                only tell what would change
  info PROJECT [--json]           what is in a project
  check PROJECT                   prove a project: file, quotes, relations, change log
  formats [--json]                formats that can be imported and exported
  --help, --version

Exit status: 0 done, 1 something failed (named on stderr), 2 wrong usage.
Data goes to stdout or --out, messages to stderr. Article files are never written to.`
